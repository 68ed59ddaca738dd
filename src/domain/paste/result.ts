/** The possible results of a paste, and the notes on how it was read. */
import type { IdPage } from '../config/pages.ts'

export type PasteContext = {
  /** This page's origin, to report links from another. */
  readonly origin?: string | undefined
  readonly environments: readonly string[]
  /** Where a text without a link is looked up. */
  readonly environment?: string | undefined
}

/** A link of the text to another environment than the one that the rest is looked up in. */
export type LinkedElsewhere = {
  readonly environment: string
  readonly page: IdPage
  readonly id: string
  readonly seen?: string
}

/**
 * `notes` are sentences about changes to the text; empty if there were none. `leftOut`: every other ID or hash of the text,
 * each once, in order; `elsewhere`: what links to other environments lead to. Both are absent if there are none.
 */
export type Paste = Reading & {
  readonly leftOut?: readonly string[]
  readonly elsewhere?: readonly LinkedElsewhere[]
}

type Reading =
  | { readonly kind: 'nothing'; readonly notes: readonly string[] }
  | { readonly kind: 'id'; readonly id: string; readonly notes: readonly string[] }
  | {
      readonly kind: 'several'
      /** In order of first appearance. `isReference` if they are references, one per line. */
      readonly ids: readonly { readonly id: string; readonly count: number; readonly isReference?: true }[]
      /** If all of them are links to one environment. */
      readonly environment?: string
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'reference'
      readonly reference: string
      /** An ID inside the reference, to try if no orchestration has the reference. */
      readonly contains?: string
      /** The text as pasted, if punctuation was stripped: a reference may include it. */
      readonly verbatim?: string
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'incomplete'
      /** The part that looks like an ID, as pasted. */
      readonly text: string
      /** Its number of characters, including dashes. */
      readonly length: number
      /** "You pasted 35 of 36 characters." */
      readonly reason: string
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'link'
      readonly environment: string
      readonly id: string
      /** The linked page. */
      readonly page: IdPage
      /** The link's `seen` parameter, if any. */
      readonly seen?: string
      readonly notes: readonly string[]
    }
  /** A link to another page of this product: `to` is its path and query. */
  | { readonly kind: 'address'; readonly environment: string; readonly to: string; readonly notes: readonly string[] }
  | { readonly kind: 'hash'; readonly hash: string; readonly notes: readonly string[] }

/** "Using orch-1 (removed 2 hidden characters)" */
export const using = (what: string, did: readonly string[]): string =>
  `Using ${what}${did.length === 0 ? '' : ` (${did.join(', ')})`}`

export const hiddenText = (hidden: number): readonly string[] =>
  hidden === 0 ? [] : [`removed ${hidden} hidden ${hidden === 1 ? 'character' : 'characters'}`]

/** The number of occurrences of each text, in order of first appearance. */
export function countEach(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
