/** Reads what someone pasted into the lookup box: an id, many, a reference, a link, a transaction hash, or less than one. */

import { environmentLabel } from './environment-words.ts'
import { brokenId } from './paste-broken-id.ts'
import { type Cleaned, cleanText, stripWrapping } from './paste-clean.ts'
import { type FoundId, findIds, type Label, undashedId } from './paste-ids.ts'
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
      /** In the order of their first appearance. `isReference` when they are reference ids, one to a line. */
      readonly ids: readonly { readonly id: string; readonly count: number; readonly isReference?: true }[]
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
  const normal = cleaned.text.normalize('NFKC')
  const word = stripWrapping(normal)
  if (word === '') return { kind: 'nothing', notes: [] }
  const found = findIds(normal)
  if (found.length > 0) return readIds(found, word, cleaned, context)
  const undashed = undashedId(word)
  if (undashed !== undefined)
    return { kind: 'id', id: undashed, notes: [using(undashed, [...hiddenWords(cleaned), 'put the dashes in'])] }
  const hash = hashes.exec(normal)?.[0]
  if (hash !== undefined)
    return { kind: 'hash', hash, notes: hash === text.trim() ? [] : [using(hash, hiddenWords(cleaned))] }
  const broken = brokenId(normal, word)
  if (broken) return { kind: 'incomplete', ...broken, notes: [] }
  return readReferences(text, cleaned)
}

function readIds(found: readonly FoundId[], word: string, cleaned: Cleaned, context: PasteContext): Paste {
  const { kept, left } = withoutOthers(found)
  const counts = new Map<string, number>()
  for (const { id } of kept) counts.set(id, (counts.get(id) ?? 0) + 1)
  const dropped = new Set(left.map(({ id }) => id)).size
  const did = [
    ...hiddenWords(cleaned),
    ...(dropped === 0 ? [] : [`left out ${dropped} ${dropped === 1 ? 'ID' : 'IDs'} labelled as something else`]),
  ]
  const [first] = kept
  if (first === undefined || counts.size > 1) {
    const ids = [...counts].map(([id, count]) => ({ id, count }))
    return { kind: 'several', ids, notes: did.length === 0 ? [] : [using(`${ids.length} IDs`, did)] }
  }
  const reference = found.length === 1 ? gluedReference(word, first) : undefined
  if (reference !== undefined)
    return {
      kind: 'reference',
      reference,
      contains: first.id,
      notes: reference === cleaned.text.trim() && did.length === 0 ? [] : [using(reference, did)],
    }
  const note = using(first.id, [...did, ...first.did])
  const link = kept.map(({ before, after }) => readLink(before, after, context)).find(one => one !== undefined)
  if (!link) return { kind: 'id', id: first.id, notes: first.id === word && did.length === 0 ? [] : [note] }
  const { environment, seen, origin } = link
  const isElsewhere = origin !== undefined && context.origin !== undefined && origin !== context.origin.toLowerCase()
  return {
    kind: 'link',
    environment,
    id: first.id,
    ...(seen === undefined ? {} : { seen }),
    notes: [
      ...(did.length + first.did.length === 0 ? [] : [note]),
      `The link leads to ${environmentLabel(environment)}${isElsewhere ? ` at ${origin}; opened here instead` : ''}`,
    ],
  }
}

/**
 * A pasted record or ticket names more than its orchestration: ids labelled as something else are left out, as long as
 * any are left. Beside one labelled as an orchestration, a JSON record's bare `id` is another record's (an event's).
 */
function withoutOthers(found: readonly FoundId[]): { kept: readonly FoundId[]; left: readonly FoundId[] } {
  if (new Set(found.map(({ id }) => id)).size === 1) return { kept: found, left: [] }
  const labelled = (label: Label) => new Set(found.filter(one => one.label === label).map(({ id }) => id))
  const [orchestrations, plain] = [labelled('orchestration'), labelled('none')]
  if (orchestrations.size === 0) for (const id of labelled('id')) plain.add(id)
  const isKept = ({ id }: FoundId) => orchestrations.has(id) || plain.has(id)
  const kept = found.filter(isKept)
  return kept.length === 0 ? { kept: found, left: [] } : { kept, left: found.filter(one => !isKept(one)) }
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

/** 64 hexadecimal digits with or without `0x`, or a base58 signature of 64 bytes. The first one in a text counts. */
const hashes = /(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{64}|[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])/

/**
 * Where nothing but references is left: the one line, `ref_id: …` inside a longer text, or a list with one to a line.
 * They keep every letter as it came, so NFKC is left off; only hidden characters and what stands around them go.
 */
function readReferences(raw: string, cleaned: Cleaned): Paste {
  const word = stripWrapping(cleaned.text)
  if (!/[\r\n]/.test(word) && word.length <= longestReference) {
    const labelled = labelledReference.exec(word)?.[1]
    const reference = labelled === undefined ? word : stripWrapping(labelled)
    return {
      kind: 'reference',
      reference,
      notes: reference === raw.trim() ? [] : [using(reference, hiddenWords(cleaned))],
    }
  }
  const lines = word
    .split(/[\r\n]+/, 5000)
    .map(stripWrapping)
    .filter(line => line !== '')
  if (lines.every(line => line.length <= longestReference && !/\s/.test(line))) {
    const counts = new Map<string, number>()
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
    const ids = [...counts].map(([id, count]) => ({ id, count, isReference: true as const }))
    return { kind: 'several', ids, notes: [] }
  }
  const found = inText.exec(cleaned.text)?.[1]
  if (found === undefined) return { kind: 'nothing', notes: [] }
  const reference = stripWrapping(found)
  return { kind: 'reference', reference, notes: [using(reference, hiddenWords(cleaned))] }
}

/** A line that says of itself what it is: `ref_id: orch-1`, `"ref_id": "orch-1"`. */
const labelledReference = /^["'`]?ref(?:erence)?[ _-]?(?:id)?["'`]?\s{0,9}[:=]\s{0,9}(.+)$/i
const inText = /\bref(?:erence)?(?:[ _-]?id)?["'`]?\s{0,9}[:=]\s{0,9}(["'`]?[^\s"'`,;]{1,255})/i

const using = (what: string, did: readonly string[]): string =>
  `Using ${what}${did.length === 0 ? '' : ` (${did.join(', ')})`}`

const hiddenWords = ({ hidden }: Cleaned): readonly string[] =>
  hidden === 0 ? [] : [`removed ${hidden} hidden ${hidden === 1 ? 'character' : 'characters'}`]
