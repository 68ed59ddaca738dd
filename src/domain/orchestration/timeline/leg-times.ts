/** When a leg began and ended, as far as anything says so. */
import type { Mark } from '../../text/duration.ts'
import { type Instant, readInstant } from '../../text/instant.ts'
import type { Facts } from '../facts.ts'
import type { LegFacts } from '../leg.ts'
import { isTerminal, legMeaning, legStatusLabel, transferMeaning } from '../status.ts'
import { eventTime, observedChange } from './event-times.ts'
import type { StepTime } from './step.ts'

export type LegTimes = {
  readonly times: readonly StepTime[]
  /** The one to show in a row: the end, else the beginning. */
  readonly when: StepTime | undefined
  /** The transfer record's `created_at`. */
  readonly start: Mark | undefined
  /** The best that is known of the end. */
  readonly end: Mark | undefined
  /** Where that end comes from: only the transfer's own bounds say anything about this leg apart from the others. */
  readonly endFrom: 'event' | 'transfer' | 'orchestration' | 'observed' | undefined
}

/** Collects the times of one leg, the most certain wording for each, in the order to show. */
export function legTimes(facts: Facts, leg: LegFacts): LegTimes {
  const created = readInstant(leg.transfer?.created_at)
  const start: Mark | undefined = created && { at: created, exact: true }
  const recorded: readonly StepTime[] = created ? [{ certainty: 'reported', at: created }] : []
  const change = observedChange(facts, leg.name, leg.status.raw)
  const seen: readonly StepTime[] = change
    ? [{ certainty: 'observed', after: change.after, before: change.before }]
    : []
  if (leg.progress !== 'completed' && leg.progress !== 'failed') {
    const known = [...recorded, ...seen]
    // A leg that is under way began at some time; one that is planned, absent or unclear need not have.
    const times = known.length === 0 && leg.progress === 'underway' ? [unknown] : known
    return { times, when: times[0], start, end: undefined, endFrom: undefined }
  }

  const verb = legStatusLabel(leg.status)
  const event = eventTime(facts, leg.transferId, ({ legStatus }) => legStatus === leg.status.known)
  if (event) {
    const when = { certainty: 'event', verb, at: event } as const
    return { times: [...recorded, when], when, start, end: { at: event, exact: true }, endFrom: 'event' }
  }
  const { bound, boundFrom } = upperBound(facts, leg)
  const bounds: readonly StepTime[] = bound ? [{ certainty: 'no-later-than', verb, at: bound }] : []
  const ends = [...bounds, ...seen]
  if (ends.length === 0) ends.push(recorded.length > 0 ? { certainty: 'unknown', verb } : unknown)
  const at = bound ?? change?.before
  return {
    times: [...recorded, ...ends],
    when: ends[0],
    start,
    end: at && { at, exact: false },
    endFrom: bound ? boundFrom : change && 'observed',
  }
}

const unknown: StepTime = { certainty: 'unknown' }

/**
 * The leg ended no later than the last update of a record that already says so: its transfer, when that has the same
 * terminal status, else the orchestration, when that is terminal.
 */
function upperBound(
  { orchestration }: Facts,
  { transfer, status }: LegFacts,
): { bound: Instant | undefined; boundFrom: 'transfer' | 'orchestration' } {
  const says = transfer && transferMeaning(transfer.status).isTerminal ? transfer.status.known : undefined
  const own =
    says !== undefined && says === legMeaning(status)?.recordSays ? readInstant(transfer?.updated_at) : undefined
  if (own) return { bound: own, boundFrom: 'transfer' }
  const bound = isTerminal(orchestration.status) ? readInstant(orchestration.updated_at) : undefined
  return { bound, boundFrom: 'orchestration' }
}
