/** The steps "Source transfer" and "Destination transfer". */
import { durationBetween } from '../../text/duration.ts'
import { readInstant } from '../../text/instant.ts'
import { utcDateTime, utcTime } from '../../text/time-text.ts'
import type { Facts, LegName } from '../facts.ts'
import type { FailurePlace } from '../failure.ts'
import { hasStarted, type LegFacts, legFacts } from '../leg.ts'
import { legStatusLabel } from '../status.ts'
import { type LegTimes, legTimes } from './leg-times.ts'
import type { Step, StepState } from './step.ts'

const states = {
  PENDING: 'planned',
  PROCESSING: 'underway',
  COMPLETED: 'done',
  FAILED: 'failed',
  unclear: 'unrecognised',
} as const satisfies Record<string, StepState>

/** Builds the step of one leg and the times found for it. `withDate`: the page's times span several days. */
export function legStep(
  facts: Facts,
  name: LegName,
  place: FailurePlace | undefined,
  withDate: boolean,
): { step: Step; times: LegTimes } {
  const leg = legFacts(facts, name)
  const times = legTimes(facts, leg)
  const isPrimary = place?.step === name
  const step: Step = {
    name,
    title: name === 'source' ? 'Source transfer' : 'Destination transfer',
    ...legState(facts, leg),
    inferred: false,
    times: times.times,
    duration: durationBetween(times.start, times.end),
    failure: isPrimary ? 'primary' : leg.progress === 'FAILED' ? 'secondary' : undefined,
    transferId: leg.transferId,
    notes: [
      ...(isPrimary && place.inferred ? [`Failed ${place.words}.`] : []),
      ...endedNote(facts, leg),
      ...recordNote(leg, withDate),
      ...backwardsNote(leg, times),
    ],
  }
  return { step, times }
}

function legState(facts: Facts, leg: LegFacts): { state: StepState; label: string } {
  const { known } = facts.orchestration.status
  const notReached = { state: 'not-reached', label: 'Not reached' } as const
  if (known === 'REJECTED' && (leg.progress === 'absent' || leg.progress === 'PENDING')) return notReached
  if (leg.progress !== 'absent') return { state: states[leg.progress], label: legStatusLabel(leg.status) }
  // A destination that got going says that the source was reached, whether or not Paxos reports it.
  const wasPassed = leg.name === 'source' && hasStarted(legFacts(facts, 'destination'))
  return known === 'FAILED' && !wasPassed ? notReached : { state: 'not-reported', label: 'Not reported' }
}

/** A planned or running leg of a payment that failed looks as if it would go on. */
function endedNote({ orchestration }: Facts, { progress }: LegFacts): readonly string[] {
  if (orchestration.status.known !== 'FAILED' || (progress !== 'PENDING' && progress !== 'PROCESSING')) return []
  return [`Still reported as ${progress === 'PENDING' ? 'planned' : 'processing'}; the orchestration has ended.`]
}

/** A leg that is PROCESSING has a transfer record that is PENDING: two words for the same thing, so no note. */
function recordNote({ status, transfer }: LegFacts, withDate: boolean): readonly string[] {
  const record = transfer?.status.raw
  const isSame = record === status.raw || (record === 'PENDING' && status.known === 'PROCESSING')
  if (record === undefined || isSame) return []
  const updated = readInstant(transfer?.updated_at)
  const when = updated ? ` (updated ${withDate ? utcDateTime(updated) : utcTime(updated)})` : ''
  return [`Transfer record says ${record}${when}; the two update separately.`]
}

function backwardsNote({ name }: LegFacts, { start, end }: LegTimes): readonly string[] {
  const isBackwards = start && end && durationBetween(start, end) === undefined
  return isBackwards ? [`The ${name} transfer's last time is earlier than its first; no duration is calculated.`] : []
}
