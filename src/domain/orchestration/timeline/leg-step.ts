/** The steps "Source transfer" and "Destination transfer". */
import { tookBetween } from '../../text/duration.ts'
import { readInstant } from '../../text/instant.ts'
import { disagreements } from '../disagreement.ts'
import type { Facts, LegName } from '../facts.ts'
import type { FailurePlace } from '../failure.ts'
import { standing } from '../holds.ts'
import { hasStarted, isUntouched, type LegFacts, legFacts, legTitles } from '../leg.ts'
import { legAmount } from '../money-line.ts'
import { legLook, legMeaning, legStatusLabel, statusMeaning, transferStatusLabel } from '../status.ts'
import { type LegTimes, legTimes } from './leg-times.ts'
import type { Step, StepDraft, StepNote, StepState } from './step.ts'

/** Builds the step of one leg and the times found for it. */
export function legStep(
  facts: Facts,
  name: LegName,
  place: FailurePlace | undefined,
): { step: StepDraft; times: LegTimes } {
  const leg = legFacts(facts, name)
  const times = legTimes(facts, leg)
  const isPrimary = place?.step === name
  const step: StepDraft = {
    name,
    title: legTitles[name],
    ...legState(facts, leg, place),
    inferred: false,
    amount: legAmount(leg)?.text,
    times: times.times,
    when: times.when,
    took: tookBetween(times.start, times.end),
    start: times.start,
    end: times.end,
    failure: isPrimary ? 'primary' : leg.progress === 'failed' ? 'secondary' : undefined,
    transferId: leg.transferId,
    notes: [
      ...(isPrimary && place.inferred ? [[`${place.text}.`]] : []),
      ...endedNote(facts, leg, place),
      ...recordNote(leg),
      ...backwardsNote(leg, times),
    ],
  }
  return { step, times }
}

const states = {
  planned: 'planned',
  underway: 'underway',
  completed: 'done',
  failed: 'failed',
  unclear: 'unrecognised',
} as const satisfies Record<Exclude<LegFacts['progress'], 'absent'>, StepState>

function legState(
  facts: Facts,
  leg: LegFacts,
  place: FailurePlace | undefined,
): Pick<Step, 'state' | 'label' | 'badge'> {
  const { isTerminal: isOver, isFailure, isApproval } = statusMeaning(facts.orchestration.status)
  const plain = (state: StepState, label: string) => ({ state, label, badge: undefined })
  if (isFailure && isApproval && isUntouched(leg)) return plain('not-reached', 'Not reached')
  if (isUnclear(leg, place)) return plain('unclear', 'Unclear')
  if (leg.progress === 'absent') {
    // A destination that got going says that the source was reached, whether or not Paxos reports it.
    const wasPassed = leg.name === 'source' && hasStarted(legFacts(facts, 'destination'))
    return isFailure && !wasPassed ? plain('not-reached', 'Not reached') : plain('not-reported', 'Not reported')
  }
  if (leg.progress === 'planned' && isOver)
    return disagreements(facts).length > 0
      ? plain('planned', 'Listed as planned')
      : plain('never-started', 'Never started')
  const { label, shape, tone } = legLook(leg.status)
  const isHeld = !isOver && standing(facts, false)?.leg.name === leg.name && isHolding(facts)
  return { state: isHeld ? 'held' : states[leg.progress], label, badge: { shape, tone } }
}

/** Nothing says whether the source began: the failure stands there because it stands nowhere later. */
const isUnclear = ({ name }: LegFacts, place: FailurePlace | undefined) =>
  name === 'source' && place?.step === 'source' && place.inferred

const isHolding = (facts: Facts) => standing(facts, false)?.meaning?.onHold !== undefined

/** A planned or running leg of an orchestration that failed looks as if it would go on. */
function endedNote(facts: Facts, leg: LegFacts, place: FailurePlace | undefined): readonly StepNote[] {
  const { isFailure, isApproval } = statusMeaning(facts.orchestration.status)
  if (!isFailure || (leg.progress !== 'planned' && leg.progress !== 'underway')) return []
  // A rejected orchestration's legs were not reached, and its status says so.
  if (isApproval && leg.progress === 'planned') return []
  const listed = `Paxos still lists it as ${legStatusLabel(leg.status).toLowerCase()}`
  // Where records disagree, the label says only what is listed.
  const isToldOnlyHere = leg.progress === 'planned' && !isUnclear(leg, place) && disagreements(facts).length > 0
  return [[isToldOnlyHere ? `Never started (${listed}).` : `${listed}.`]]
}

/** Not where the two say the same in their own vocabularies: a leg that is PROCESSING has a record that is PENDING. */
function recordNote({ status, transfer }: LegFacts): readonly StepNote[] {
  if (transfer?.status.raw === undefined) return []
  if (transfer.status.raw === status.raw || transfer.status.raw === legMeaning(status)?.recordSays) return []
  const updated = readInstant(transfer.updated_at)
  return [
    [
      `The transfer record says ${transferStatusLabel(transfer.status)}`,
      ...(updated ? [' (', updated, ')'] : []),
      '. It can run ahead of the orchestration.',
    ],
  ]
}

function backwardsNote({ name }: LegFacts, { start, end }: LegTimes): readonly StepNote[] {
  const isBackwards = start && end && tookBetween(start, end) === undefined
  return isBackwards ? [[`The ${name} transfer's last time is earlier than its first, so no duration is given.`]] : []
}
