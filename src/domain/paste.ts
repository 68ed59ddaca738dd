/** Reads what someone pasted into the lookup box: an id, many, a reference, a link, a transaction hash, or less than one. */

import { environmentLabel } from './environment-words.ts'
import { brokenId } from './paste-broken-id.ts'
import { type Cleaned, cleanText, stripWrapping } from './paste-clean.ts'
import { type FoundId, findIds, type Label, undashedId } from './paste-ids.ts'
import { readLink } from './paste-link.ts'
import { gluedReference, readReferences } from './paste-reference.ts'
import { countEach, hiddenWords, type Paste, type PasteContext, using } from './paste-result.ts'

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
  return readReferences(text)
}

function readIds(found: readonly FoundId[], word: string, cleaned: Cleaned, context: PasteContext): Paste {
  const { kept, left } = withoutOthers(found)
  const counts = countEach(kept.map(({ id }) => id))
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
  const link = kept.map(one => readLink(one, context)).find(one => one !== undefined)
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

/** 64 hexadecimal digits with or without `0x`, or a base58 signature of 64 bytes. The first one in a text counts. */
const hashes = /(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{64}|[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])/
