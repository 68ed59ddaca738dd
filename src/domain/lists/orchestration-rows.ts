/** Orchestrations as rows of text: for a file, for the clipboard, and for a search over what is loaded. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { readInstant } from '../text/instant.ts'
import { utcPrecise } from '../text/time-text.ts'
import type { Row } from './csv.ts'

/** "2026-04-20T12:30:01.397730Z", with exactly the digits received; text that is not a time stays unchanged. */
function isoTime(text: string | undefined): string {
  const at = readInstant(text)
  return at ? utcPrecise(at).replace(' ', 'T').replace(' UTC', 'Z') : (text ?? '')
}

type Field = readonly [name: string, read: (row: Orchestration) => string | undefined]

const textFields: readonly Field[] = [
  ['id', row => row.id],
  ['status', row => row.status.raw],
  ['source_amount', row => row.source_amount],
  ['source_asset', row => row.source_asset],
  ['destination_asset', row => row.destination_asset],
  ['ref_id', row => row.ref_id],
  ['orchestration_rule_id', row => row.orchestration_rule_id],
  ['profile_id', row => row.profile_id],
  ['source_transfer_id', row => row.source_transfer?.transfer_id],
  ['source_transfer_status', row => row.source_transfer?.status.raw],
  ['destination_transfer_id', row => row.destination_transfer?.transfer_id],
  ['destination_transfer_status', row => row.destination_transfer?.status.raw],
  ['fail_reason', row => row.fail_reason?.detail],
]
const timeFields: readonly Field[] = [
  ['created_at', row => row.created_at],
  ['updated_at', row => row.updated_at],
]

/** Paxos's own field names. */
export const orchestrationHeader: Row = [...textFields, ...timeFields].map(([name]) => name)

/** Values as Paxos sent them, times in UTC; what it left out is empty. */
export const orchestrationRow = (row: Orchestration): Row => [
  ...textFields.map(([, read]) => read(row) ?? ''),
  ...timeFields.map(([, read]) => isoTime(read(row))),
]

/** The searched text of a record, made once: records never change, and a search looks through all of them at every key. */
const searched = new WeakMap<Orchestration, string>()

/** Times as they came: to write a thousand of them anew would make the first key wait. */
function searchedText(row: Orchestration): string {
  const known = searched.get(row)
  if (known !== undefined) return known
  const values = [...textFields, ...timeFields].map(([, read]) => read(row) ?? '')
  const text = values.join('\n').toLowerCase()
  searched.set(row, text)
  return text
}

/** Does the text occur anywhere in the row, in any case? `more` are words beside the record's own, such as a rule's name. */
export function rowContains(row: Orchestration, text: string, more: readonly string[] = []): boolean {
  const wanted = text.trim().toLowerCase()
  return searchedText(row).includes(wanted) || more.some(value => value.toLowerCase().includes(wanted))
}
