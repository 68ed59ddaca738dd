/** What a paste can turn out to be, and the notes that say how it was read. */
import type { IdPage } from '../config/pages.ts'
import type { Cleaned } from './clean.ts'

export type PasteContext = {
  /** This page's origin, to say so when a link came from another. */
  readonly origin?: string | undefined
  readonly environments: readonly string[]
}

/** `notes` say what was done to the text, in whole sentences, none when it was taken as it came. */
export type Paste =
  | { readonly kind: 'nothing'; readonly notes: readonly string[] }
  | { readonly kind: 'id'; readonly id: string; readonly notes: readonly string[] }
  | {
      readonly kind: 'several'
      /** In the order of their first appearance. `isReference` when they are reference ids, one to a line. */
      readonly ids: readonly { readonly id: string; readonly count: number; readonly isReference?: true }[]
      /** Where all of them are links that lead to one environment. */
      readonly environment?: string
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'reference'
      readonly reference: string
      /** An id that is part of the reference: worth a try when no orchestration has the reference. */
      readonly contains?: string
      /** The text as pasted, when marks were taken off it: a reference may have such marks of its own. */
      readonly verbatim?: string
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'incomplete'
      /** The part that looks like an id, as pasted. */
      readonly text: string
      /** Its characters, dashes included. */
      readonly length: number
      /** "You pasted 35 of 36 characters." */
      readonly reason: string
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'link'
      readonly environment: string
      readonly id: string
      /** What the link shows. */
      readonly page: IdPage
      /** The link's `seen` parameter, when it is one. */
      readonly seen?: string
      readonly notes: readonly string[]
    }
  /** A link to any other page of this product: `to` is its path and query. */
  | { readonly kind: 'address'; readonly environment: string; readonly to: string; readonly notes: readonly string[] }
  | { readonly kind: 'hash'; readonly hash: string; readonly notes: readonly string[] }

/** "Using orch-1 (removed 2 hidden characters)" */
export const using = (what: string, did: readonly string[]): string =>
  `Using ${what}${did.length === 0 ? '' : ` (${did.join(', ')})`}`

export const hiddenText = ({ hidden }: Cleaned): readonly string[] =>
  hidden === 0 ? [] : [`removed ${hidden} hidden ${hidden === 1 ? 'character' : 'characters'}`]

/** How often each word occurs, in the order of first appearance. */
export function countEach(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
