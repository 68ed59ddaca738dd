/** Reads what someone pasted into the lookup box: an id, many, a reference, a link, a transaction hash, or less than one. */

import { brokenId } from './paste-broken-id.ts'
import { type Cleaned, cleanText, stripWrapping } from './paste-clean.ts'
import { type FoundId, findIds, undashedId } from './paste-ids.ts'
import { readSeen } from './seen.ts'

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
      /** In the order of their first appearance. */
      readonly ids: readonly { readonly id: string; readonly count: number }[]
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'reference'
      readonly reference: string
      /** An id that is part of the reference: worth a try when no orchestration has the reference. */
      readonly contains?: string
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
      /** The link's `seen` parameter, when it is one. */
      readonly seen?: string
      readonly notes: readonly string[]
    }
  | { readonly kind: 'hash'; readonly hash: string; readonly notes: readonly string[] }

/** Longer than any reference id; longer text is prose. */
const longestReference = 255

/**
 * Reads a paste of any size in linear time; never throws. Ids come before hashes, hashes before references.
 *
 * A word that only contains an id between other letters or dashes (`order-<id>-retry`) is read as a reference when it
 * stands alone: it is exactly what a client's system would write. With a dot or any other separator
 * (`orchestration_id.<id>`), and inside a longer text, the id counts.
 */
export function readPaste(text: string, context: PasteContext): Paste {
  const cleaned = cleanText(text)
  const word = stripWrapping(cleaned.text)
  if (word === '') return { kind: 'nothing', notes: [] }
  const found = findIds(cleaned.text)
  if (found.length > 0) return readIds(found, word, cleaned, context)
  const undashed = undashedId(word)
  if (undashed)
    return { kind: 'id', id: undashed, notes: using(undashed, [...hiddenWords(cleaned), 'put the dashes in']) }
  const hash = findHash(cleaned.text)
  if (hash) return { kind: 'hash', hash, notes: using(hash, hiddenWords(cleaned)) }
  const broken = brokenId(cleaned.text, word)
  if (broken) return { kind: 'incomplete', ...broken, notes: [] }
  return readReference(word, cleaned)
}

function readIds(found: readonly FoundId[], word: string, cleaned: Cleaned, context: PasteContext): Paste {
  const { kept, left } = withoutOthers(found)
  const counts = new Map<string, number>()
  for (const { id } of kept) counts.set(id, (counts.get(id) ?? 0) + 1)
  const [first] = kept
  const dropped = new Set(left.map(({ id }) => id).filter(id => !counts.has(id)))
  const leftWords =
    dropped.size === 0
      ? []
      : [`left out ${dropped.size} ${dropped.size === 1 ? 'ID' : 'IDs'} labelled as something else`]
  if (first === undefined || counts.size > 1) {
    const ids = [...counts].map(([id, count]) => ({ id, count }))
    const did = [...hiddenWords(cleaned), ...leftWords]
    return { kind: 'several', ids, notes: did.length === 0 ? [] : [`Using ${ids.length} IDs (${did.join(', ')})`] }
  }
  const reference = found.length === 1 ? gluedReference(word, first) : undefined
  if (reference !== undefined)
    return { kind: 'reference', reference, contains: first.id, notes: using(reference, hiddenWords(cleaned)) }

  const link = kept.map(({ before, after }) => readLink(before, after, context)).find(one => one !== undefined)
  const notes = using(first.id, [
    ...hiddenWords(cleaned),
    ...first.did,
    ...(first.raw.length === word.length || link ? [] : ['found in the pasted text']),
    ...leftWords,
  ])
  if (!link) return { kind: 'id', id: first.id, notes }
  const { environment, seen, origin } = link
  const elsewhere = origin !== undefined && context.origin !== undefined && origin !== context.origin.toLowerCase()
  return {
    kind: 'link',
    environment,
    id: first.id,
    ...(seen === undefined ? {} : { seen }),
    notes: elsewhere ? [...notes, `The link was to ${origin}; opened here instead`] : notes,
  }
}

/**
 * A pasted record or ticket names more than its orchestration: ids labelled as something else are left out, as long as
 * any are left. Once one is labelled as an orchestration, only such and unlabelled ones count.
 */
function withoutOthers(found: readonly FoundId[]): { kept: readonly FoundId[]; left: readonly FoundId[] } {
  if (new Set(found.map(({ id }) => id)).size === 1) return { kept: found, left: [] }
  const orchestrations = new Set(found.filter(({ label }) => label === 'orchestration').map(({ id }) => id))
  const isOther = ({ id, label }: FoundId) => label === 'other' && !orchestrations.has(id)
  const kept = found.filter(one => !isOther(one))
  return kept.length === 0 ? { kept: found, left: [] } : { kept, left: found.filter(isOther) }
}

/** The whole word when the id in it is glued to more letters, digits, dashes or underscores. */
function gluedReference(word: string, { raw, before, after }: FoundId): string | undefined {
  if (word.length === raw.length || word.length > longestReference || !/^[\w.-]+$/.test(word)) return undefined
  const isGlued = /[\w-]$/.test(before) || /^[\w-]/.test(after)
  return isGlued ? word : undefined
}

/** A link of this product, on any host: `…/{environment}/orchestrations/{id}`. */
function readLink(before: string, after: string, { environments }: PasteContext) {
  const name = /\/([^/\s]{1,64})\/orchestrations\/$/.exec(before)?.[1]?.toLowerCase()
  const environment = environments.find(known => known.toLowerCase() === name)
  if (environment === undefined) return undefined
  const origin = /(https?:\/\/[^\s/"'<>]+)[^\s"'<>]*$/i.exec(before)?.[1]?.toLowerCase()
  const seen = /^[^\s"'<>]*?[?&]seen=([A-Z]+~\w+)/.exec(after)?.[1]
  return { environment, origin, seen: readSeen(seen) && seen }
}

const hashes = /(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{64}|[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])/

/** A transaction hash: 64 hexadecimal digits with or without `0x`, or a base58 signature. The first one counts. */
const findHash = (text: string): string | undefined => hashes.exec(text)?.[0]

/** Where nothing but a reference is left: `ref_id: …` inside a text, else the whole line. Several lines are no reference. */
function readReference(word: string, cleaned: Cleaned): Paste {
  const labelled = /\bref(?:erence)?(?:[ _-]?id)?["'`]?\s{0,9}[:=]\s{0,9}["'`]?([^\s"'`,;]{1,255})/i.exec(
    cleaned.text,
  )?.[1]
  if (labelled !== undefined)
    return { kind: 'reference', reference: labelled, notes: using(labelled, ['found in the pasted text']) }
  if (/[\r\n]/.test(word) || word.length > longestReference) return { kind: 'nothing', notes: [] }
  const did = [
    ...hiddenWords(cleaned),
    ...(word.length === cleaned.text.trim().length ? [] : ['removed what stood around it']),
  ]
  return { kind: 'reference', reference: word, notes: using(word, did) }
}

const using = (what: string, did: readonly string[]): readonly string[] =>
  did.length === 0 ? [] : [`Using ${what} (${did.join(', ')})`]

const hiddenWords = ({ hidden }: Cleaned): readonly string[] =>
  hidden === 0 ? [] : [`removed ${hidden} hidden ${hidden === 1 ? 'character' : 'characters'}`]
