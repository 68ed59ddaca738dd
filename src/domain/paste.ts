/** Reads what someone pasted into the lookup box: an id, many, a reference, a link, a transaction hash, or less than one. */

import { environmentLabel } from './environment-words.ts'
import { brokenId } from './paste-broken-id.ts'
import { type Cleaned, cleanText, stripWrapping } from './paste-clean.ts'
import { besideIds, doneTo, type FoundId, findIds, undashedId } from './paste-ids.ts'
import { type Label, labelOf } from './paste-label.ts'
import { addressBefore, readLink, readOwnAddress, seenAfter } from './paste-link.ts'
import { readMixedList } from './paste-list.ts'
import { gluedReference, readReferences } from './paste-reference.ts'
import { hiddenWords, type Paste, type PasteContext, using } from './paste-result.ts'
import { readIdColumn } from './paste-table.ts'
import { oneLine } from './plain-text.ts'

export type { Paste, PasteContext } from './paste-result.ts'

/**
 * Reads a paste of any size in linear time; never throws. Ids come before hashes, hashes before references.
 *
 * A word that only contains an id between other letters or dashes (`order-<id>-retry`) is read as a reference when it
 * stands alone: it is exactly what a client's system would write. With a dot or any other separator
 * (`orchestration_id.<id>`), and inside a longer text, the id counts.
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
      (found.length > mostMixed ? undefined : readMixedList(normal)) ?? readIds(normal, found, word, cleaned, context)
    )
  const undashed = undashedId(word)
  if (undashed !== undefined)
    return { kind: 'id', id: undashed, notes: [using(undashed, [...hiddenWords(cleaned), 'put the dashes in'])] }
  const [hash, ...others] = firstHashes(normal)
  if (hash !== undefined) {
    const did = [...hiddenWords(cleaned), ...(others.length === 0 ? [] : ['the first of several hashes'])]
    return { kind: 'hash', hash, notes: hash === text.trim() ? [] : [using(hash, did)] }
  }
  const broken = brokenId(normal, word)
  if (broken) return { kind: 'incomplete', ...broken, notes: [] }
  return readReferences(text)
}

/** `normal` is what the ids were found in: the text itself, or a column of it. */
function readIds(
  normal: string,
  found: readonly FoundId[],
  word: string,
  cleaned: Cleaned,
  context: PasteContext,
  how: readonly string[] = [],
): Paste {
  const { kept, counts, dropped } = withoutOthers(normal, found)
  const broken = brokenId(besideIds(cleaned.text, searchedForBroken), '')
  const did = [
    ...hiddenWords(cleaned),
    ...how,
    ...(broken ? [`left out ${broken.text}, which is not a complete ID`] : []),
    ...(dropped === 0 ? [] : [`left out ${dropped} ${dropped === 1 ? 'ID' : 'IDs'} labelled as something else`]),
  ]
  const [first] = kept
  if (first === undefined || counts.size > 1) {
    const ids = Array.from(counts, ([id, count]) => ({ id, count }))
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
  /** Of those kept, how often each occurs, in the order of first appearance. */
  readonly counts: ReadonlyMap<string, number>
  /** How many others there were, each counted once. */
  readonly dropped: number
}

/**
 * A pasted record or ticket names more than its orchestration: ids labelled as something else are left out, as long as
 * any are left. Beside one labelled as an orchestration, a JSON record's bare `id` is another record's (an event's).
 */
function withoutOthers(normal: string, found: readonly FoundId[]): Kept {
  const counts = new Map<string, number>()
  for (const { id } of found) counts.set(id, (counts.get(id) ?? 0) + 1)
  const all = { kept: found, counts, dropped: 0 }
  if (counts.size === 1) return all
  // As in any long list.
  if (found.every(one => labelOf(normal, one) === 'none')) return all
  const labelled: Record<Label, Set<string>> = {
    orchestration: new Set(),
    none: new Set(),
    id: new Set(),
    other: new Set(),
  }
  for (const one of found) labelled[labelOf(normal, one)].add(one.id)
  const bare = labelled.orchestration.size === 0 ? labelled.id : undefined
  const isKept = (id: string) => labelled.orchestration.has(id) || labelled.none.has(id) || bare?.has(id) === true
  const left = [...labelled.other, ...labelled.id].filter(id => !isKept(id))
  const dropped = new Set(left)
  // Where all of them are labelled as something else, that is what is meant.
  if (dropped.size === 0 || dropped.size === counts.size) return all
  for (const id of dropped) counts.delete(id)
  return { kept: found.filter(({ id }) => counts.has(id)), counts, dropped: dropped.size }
}

/** The first of these ids that stands in a link. Pastes of many links repeat what is before the ids: read once. */
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

/** The one environment that every id's link leads to; undefined when an id has no link, or they differ. */
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

/** A batch takes no more than these at once. */
const mostMixed = 1000

/** So much of a text that has ids is searched for a broken one. */
const searchedForBroken = 20_000

/** The first two different hashes of a text. */
function firstHashes(normal: string): readonly string[] {
  const found = new Set<string>()
  for (const [hash] of normal.matchAll(hashes)) if (found.add(hash).size === 2) break
  return [...found]
}

/** 64 hexadecimal digits with or without `0x`, or a base58 signature of 64 bytes. The first one in a text counts. */
const hashes = /(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{64}|[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])/g
