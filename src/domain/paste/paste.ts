/** Reads a paste into the lookup box: one or many IDs, a reference, a link, a transaction hash, or a malformed ID. */

import { environmentLabel } from '../config/environment-text.ts'
import { oneLine } from '../text/plain-text.ts'
import { brokenId } from './broken-id.ts'
import { type Cleaned, cleanText, stripWrapping } from './clean.ts'
import { besideIds, doneTo, type FoundId, findIds, maxIds, undashedId } from './ids.ts'
import { type Label, labelOf } from './label.ts'
import { addressBefore, readLink, readOwnAddress, seenAfter } from './link.ts'
import { readMixedList } from './list.ts'
import { gluedReference, readReferences } from './reference.ts'
import { hiddenText, type Paste, type PasteContext, using } from './result.ts'
import { readIdColumn } from './table.ts'

export type { Paste, PasteContext } from './result.ts'

/**
 * Reads a paste of any size in linear time; never throws. IDs take precedence over hashes, hashes over references.
 *
 * A lone word with an ID between other letters or dashes (`order-<id>-retry`) is a reference, since client systems write such
 * references. With a dot or another separator (`orchestration_id.<id>`), or inside a longer text, the ID counts.
 */
export function readPaste(text: string, context: PasteContext): Paste {
  const cleaned = cleanText(text)
  const normal = cleaned.text
  const word = stripWrapping(normal)
  if (word === '') return { kind: 'nothing', notes: [] }
  const address = readOwnAddress(word, context)
  if (address)
    return { kind: 'address', ...address, notes: [`The link leads to ${environmentLabel(address.environment)}`] }
  const column = readIdColumn(normal)
  const inColumn = column ? findIds(column.cells) : []
  if (column && inColumn.length > 0)
    return readIds(column.cells, inColumn, word, cleaned, context, [`read the column "${oneLine(column.name)}"`])
  const found = findIds(normal)
  if (found.length > 0)
    return (
      (found.length > maxMixed ? undefined : readMixedList(normal)) ?? readIds(normal, found, word, cleaned, context)
    )
  const undashed = undashedId(word)
  if (undashed !== undefined)
    return { kind: 'id', id: undashed, notes: [using(undashed, [...hiddenText(cleaned), 'put the dashes in'])] }
  const [hash, ...others] = firstHashes(normal)
  if (hash !== undefined) {
    const did = [...hiddenText(cleaned), ...(others.length === 0 ? [] : ['the first of several hashes'])]
    return { kind: 'hash', hash, notes: hash === text.trim() ? [] : [using(hash, did)] }
  }
  const broken = brokenId(normal, word)
  if (broken) return { kind: 'incomplete', ...broken, notes: [] }
  return readReferences(text, cleaned)
}

/** `normal` is the text that was searched: all of it, or one column. */
function readIds(
  normal: string,
  found: readonly FoundId[],
  word: string,
  cleaned: Cleaned,
  context: PasteContext,
  how: readonly string[] = [],
): Paste {
  const { kept, ids, dropped } = withoutOthers(normal, found)
  const broken = brokenId(besideIds(cleaned.text, searchedForBroken), '')
  const did = [
    ...hiddenText(cleaned),
    ...how,
    ...(found.length >= maxIds ? ['read the first 10,000 IDs only'] : []),
    ...(broken ? [`left out ${broken.text}, which is not a complete ID`] : []),
    ...(dropped === 0 ? [] : [`left out ${dropped} ${dropped === 1 ? 'ID' : 'IDs'} labelled as something else`]),
  ]
  const [first] = kept
  if (first === undefined || ids.length > 1) {
    const notes = did.length === 0 ? [] : [using(`${ids.length} IDs`, did)]
    const environment = commonEnvironment(normal, kept, context)
    if (environment === undefined) return { kind: 'several', ids, notes }
    return {
      kind: 'several',
      ids,
      environment,
      notes: [...notes, `The links lead to ${environmentLabel(environment)}`],
    }
  }
  const reference = found.length === 1 ? gluedReference(word, normal, first) : undefined
  if (reference !== undefined)
    return {
      kind: 'reference',
      reference,
      contains: first.id,
      notes: reference === cleaned.text.trim() && did.length === 0 ? [] : [using(reference, did)],
    }
  const didFirst = doneTo(normal, first)
  const note = using(first.id, [...did, ...didFirst])
  const linked = firstLink(normal, kept, context)
  if (!linked) return { kind: 'id', id: first.id, notes: first.id === word && did.length === 0 ? [] : [note] }
  const { environment, page, origin } = linked.link
  const seen = seenAfter(normal, linked.one)
  const isElsewhere = origin !== undefined && context.origin !== undefined && origin !== context.origin.toLowerCase()
  return {
    kind: 'link',
    environment,
    page,
    id: first.id,
    ...(seen === undefined ? {} : { seen }),
    notes: [
      ...(did.length + didFirst.length === 0 ? [] : [note]),
      `The link leads to ${environmentLabel(environment)}${isElsewhere ? ` at ${origin}; opened here instead` : ''}`,
    ],
  }
}

type Kept = {
  readonly kept: readonly FoundId[]
  /** The number of occurrences of each kept ID, in order of first appearance. */
  readonly ids: readonly { readonly id: string; readonly count: number }[]
  /** The number of other IDs, without duplicates. */
  readonly dropped: number
}

/** One bit per label of an ID, over all its occurrences. */
const bits: Readonly<Record<Label, number>> = { orchestration: 1, none: 2, id: 4, other: 8 }

/**
 * Records and tickets contain other IDs too: those labelled as something else are dropped, unless none would remain. Beside an
 * ID labelled as an orchestration, a JSON record's bare `id` belongs to another record (an event).
 */
function withoutOthers(normal: string, found: readonly FoundId[]): Kept {
  const places = new Map<string, number>()
  const ids: { id: string; count: number }[] = []
  const placeOf = found.map(({ id }) => {
    const known = places.get(id)
    const place = known ?? ids.push({ id, count: 0 }) - 1
    if (known === undefined) places.set(id, place)
    const counted = ids[place]
    if (counted) counted.count += 1
    return place
  })
  const all = { kept: found, ids, dropped: 0 }
  if (ids.length === 1) return all
  const labels = new Uint8Array(ids.length)
  let seen = 0
  found.forEach((one, at) => {
    const bit = bits[labelOf(normal, one)]
    seen |= bit
    labels[placeOf[at] ?? 0] = (labels[placeOf[at] ?? 0] ?? 0) | bit
  })
  // As in most long lists.
  if (seen === bits.none) return all
  const wanted = bits.orchestration | bits.none | (seen & bits.orchestration ? 0 : bits.id)
  const isKept = (place: number | undefined) => ((labels[place ?? 0] ?? 0) & wanted) !== 0
  const left = ids.filter((_, place) => isKept(place))
  const dropped = ids.length - left.length
  // If all are labelled as something else, the reader means those.
  if (dropped === 0 || left.length === 0) return all
  return { kept: found.filter((_, at) => isKept(placeOf[at])), ids: left, dropped }
}

/** The first of these IDs inside a link. Pastes of many links repeat the part before the ID, so it is parsed once. */
function firstLink(normal: string, kept: readonly FoundId[], context: PasteContext) {
  const known = new Set<string>()
  for (const one of kept) {
    const address = addressBefore(normal, one)
    const link = known.has(address) ? undefined : readLink(address, context)
    if (link) return { one, link }
    known.add(address)
  }
  return undefined
}

/** The one environment of all links; undefined if an ID has no link or they differ. */
function commonEnvironment(normal: string, kept: readonly FoundId[], context: PasteContext): string | undefined {
  const known = new Set<string>()
  let common: string | undefined
  for (const one of kept) {
    const address = addressBefore(normal, one)
    if (known.has(address)) continue
    const environment = readLink(address, context)?.environment
    if (environment === undefined || environment !== (common ?? environment)) return undefined
    common = environment
    known.add(address)
  }
  return common
}

/** The maximum size of a batch. */
const maxMixed = 1000

/** The part of a text with IDs that is searched for a malformed one. */
const searchedForBroken = 20_000

/** The first two different hashes of a text. */
function firstHashes(normal: string): readonly string[] {
  const found = new Set<string>()
  for (const [hash] of normal.matchAll(hashes)) if (found.add(hash).size === 2) break
  return [...found]
}

/**
 * 64 hexadecimal digits with or without `0x`, or a base58 signature of 64 bytes. The first one in a text counts. The first
 * eight characters are written out, which lets engines skip most text quickly.
 */
const hashes = new RegExp(
  `(?<![0-9A-Za-z])(?=${'[0-9A-Za-z]'.repeat(8)})(?:0x[0-9a-fA-F]{64}|[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])`,
  'g',
)
