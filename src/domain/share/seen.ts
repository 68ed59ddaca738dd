/** `?seen=FAILED~20260420T123410Z`: what a link's sender saw. Anyone can write one, so only listed statuses are read. */
import { type EnumValue, type OrchestrationStatus, orchestrationStatuses } from '#paxos/enums.ts'
import { orchestrationStatusLabel } from '../orchestration/status.ts'
import { type Instant, readInstant } from '../text/instant.ts'

/** The status when the link was copied, and the record's `updated_at` then, to the second. A claim, not a fact. */
export type Seen = { readonly status: OrchestrationStatus; readonly at: Instant }

const shape = /^([A-Z_]{1,32})~(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** Reads the parameter; anything but a known status and a possible time is undefined. */
export function readSeen(value: string | null | undefined): Seen | undefined {
  const match = shape.exec(value ?? '')
  if (!match) return undefined
  const [, raw, year, month, day, hour, minute, second] = match
  const status = orchestrationStatuses.find(known => known === raw)
  const at = readInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return status && at && { status, at }
}

/** Writes the parameter; undefined for a status or a time that `readSeen` would not read back. */
export function writeSeen(status: EnumValue<OrchestrationStatus>, at: Instant | undefined): string | undefined {
  if (status.known === undefined || !at) return undefined
  const value = `${status.known}~${new Date(at.ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  return readSeen(value) && value
}

/** "Changed since this link was shared: Processing → Completed." or "As when this link was shared." */
export function seenText(seen: Seen | undefined, now: EnumValue<OrchestrationStatus>): string | undefined {
  if (!seen) return undefined
  if (seen.status === now.raw) return 'As when this link was shared.'
  const before = orchestrationStatusLabel({ known: seen.status, raw: seen.status })
  return `Changed since this link was shared: ${before} → ${orchestrationStatusLabel(now)}.`
}
