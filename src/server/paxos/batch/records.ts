/** Single records out of a list answer, each with the very bytes that Paxos sent. */
import { FieldReader } from '#paxos/read.ts'
import { type Reading, readingOf } from '../calls/judge.ts'
import { arrayElements } from './json-elements.ts'

/**
 * The records of a list by their ids; the list is under the first of these names that has one. A record that is there
 * twice, or that is no object with an id, is left out: it has to be read alone. So is everything in a list of more than
 * `maxRecords`, which isn't what was asked for: 4 MiB hold a million empty objects, and each would be parsed and hashed.
 */
export function recordsOf(list: Reading, names: readonly string[], maxRecords: number): ReadonlyMap<string, Reading> {
  const records = new Map<string, Reading>()
  const twice = new Set<string>()
  const parsed = names.map(name => list.json[name]).find(Array.isArray)
  if (!parsed || parsed.length > maxRecords) return records
  for (const bytes of arrayElements(list.body, names) ?? []) {
    const record = readRecord(bytes, list.readAt)
    const id = record && FieldReader.from(record.json).text('id')
    if (!record || id === undefined) continue
    if (records.has(id)) twice.add(id)
    records.set(id, record)
  }
  for (const id of twice) records.delete(id)
  return records
}

/** The list is known to be JSON, but not every element has to be an object. */
function readRecord(bytes: Buffer, readAt: Date): Reading | undefined {
  try {
    return readingOf(bytes, readAt)
  } catch {
    return undefined
  }
}
