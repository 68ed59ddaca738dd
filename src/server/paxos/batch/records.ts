/** Single records out of a list answer, each with the bytes that Paxos sent. */
import { FieldReader } from '#paxos/read.ts'
import { type Reading, readingOf } from '../calls/response.ts'
import { arrayElements } from './json-elements.ts'

/**
 * The records of a list by ID; the list is under the first of these names that has one. Left out, and so read alone: a
 * record that appears twice, and one that is not an object with an ID. A list of more than `maxRecords` is not what was
 * requested, and yields nothing: 4 MiB hold a million empty objects, each of which would be parsed and hashed.
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

/** Undefined for an element that is not an object. */
function readRecord(bytes: Buffer, readAt: Date): Reading | undefined {
  try {
    return readingOf(bytes, readAt)
  } catch {
    return undefined
  }
}
