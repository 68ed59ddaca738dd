/** Reads what someone pasted into the lookup box: an id, many, a reference, a link, a transaction hash, or less than one. */

import { environmentLabel } from './environment-words.ts'
import { brokenId } from './paste-broken-id.ts'
import { type Cleaned, cleanText, stripWrapping } from './paste-clean.ts'
import { besideIds, type FoundId, findIds, type Label, undashedId } from './paste-ids.ts'
import { readLink, readOwnAddress } from './paste-link.ts'
import { readMixedList } from './paste-list.ts'
import { gluedReference, readReferences } from './paste-reference.ts'
import { countEach, hiddenWords, type Paste, type PasteContext, using } from './paste-result.ts'
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
    return readIds(inColumn, word, cleaned, context, [`read the column "${oneLine(column.name)}"`])
  const found = findIds(normal)
  if (found.length > 0)
    return (found.length > mostMixed ? undefined : readMixedList(normal)) ?? readIds(found, word, cleaned, context)
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

function readIds(
  found: readonly FoundId[],
  word: string,
  cleaned: Cleaned,
  context: PasteContext,
  how: readonly string[] = [],
): Paste {
  const { kept, left } = withoutOthers(found)
  const counts = countEach(kept.map(({ id }) => id))
  const dropped = new Set(left.map(({ id }) => id)).size
  const broken = brokenId(besideIds(cleaned.text, searchedForBroken), '')
  const did = [
    ...hiddenWords(cleaned),
    ...how,
    ...(broken ? [`left out ${broken.text}, which is not a complete ID`] : []),
    ...(dropped === 0 ? [] : [`left out ${dropped} ${dropped === 1 ? 'ID' : 'IDs'} labelled as something else`]),
  ]
  const [first] = kept
  if (first === undefined || counts.size > 1) {
    const ids = [...counts].map(([id, count]) => ({ id, count }))
    const notes = did.length === 0 ? [] : [using(`${ids.length} IDs`, did)]
    const environment = commonEnvironment(kept, context)
    if (environment === undefined) return { kind: 'several', ids, notes }
    return {
      kind: 'several',
      ids,
      environment,
      notes: [...notes, `The links lead to ${environmentLabel(environment)}`],
    }
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
  const link = kept.map(one => readLink(one, context)).find(one => one !== undefined)
  if (!link) return { kind: 'id', id: first.id, notes: first.id === word && did.length === 0 ? [] : [note] }
  const { environment, page, seen, origin } = link
  const isElsewhere = origin !== undefined && context.origin !== undefined && origin !== context.origin.toLowerCase()
  return {
    kind: 'link',
    environment,
    page,
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

/** The one environment that every id's link leads to; undefined when an id has no link, or they differ. */
function commonEnvironment(kept: readonly FoundId[], context: PasteContext): string | undefined {
  const [first, ...rest] = kept
  const environment = first && readLink(first, context)?.environment
  if (environment === undefined) return undefined
  return rest.every(one => readLink(one, context)?.environment === environment) ? environment : undefined
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
