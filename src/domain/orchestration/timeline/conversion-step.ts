/** The step "Conversion": Paxos reports nothing of it, so everything here is inferred and says so. */
import { compareInstants, type Instant, readInstant } from '../../text/instant.ts'
import { disagreements } from '../disagreement.ts'
import type { Facts } from '../facts.ts'
import type { FailurePlace } from '../failure.ts'
import { assetsDiffer, isMoving, legFacts } from '../leg.ts'
import { isTerminal, statusMeaning } from '../status.ts'
import type { LegTimes } from './leg-times.ts'
import type { StepDraft, StepState, StepTime } from './step.ts'

/** Builds the step, or none when the assets are the same or not both known. */
export function conversionStep(
  facts: Facts,
  place: FailurePlace | undefined,
  source: LegTimes,
  destination: LegTimes,
): StepDraft | undefined {
  const { orchestration } = facts
  if (!assetsDiffer(orchestration)) return undefined
  const { state, label } = conversionState(facts, place)
  const time = state === 'done' || state === 'failed' ? conversionTime(facts, source, destination) : undefined
  const between = time?.certainty === 'between' ? time : undefined
  return {
    name: 'conversion',
    title: 'Conversion',
    state,
    label,
    badge: undefined,
    inferred: true,
    amount: `${orchestration.source_asset} → ${orchestration.destination_asset}`,
    times: time ? [time] : [],
    when: time,
    took: undefined,
    start: between && { at: between.after, exact: false },
    end: between && { at: between.before, exact: false },
    failure: place?.step === 'conversion' ? 'primary' : undefined,
    transferId: undefined,
    notes: [],
  }
}

function conversionState(facts: Facts, place: FailurePlace | undefined): { state: StepState; label: string } {
  const { isSuccess, isFailure, isApproval } = statusMeaning(facts.orchestration.status)
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  if (place?.step === 'conversion') return { state: 'failed', label: 'Probably failed here' }
  // An id of a leg that failed proves a conversion only where the money had come in.
  const hasId = destination.transferId !== undefined && source.progress !== 'failed'
  // A completed orchestration has had its conversion, unless its own legs say otherwise.
  const isOver = isSuccess && disagreements(facts).length === 0
  if (isMoving(destination) || hasId || isOver) return { state: 'done', label: 'Likely done' }
  if (isFailure && isApproval) return { state: 'not-reached', label: 'Not reached' }
  if (source.progress !== 'completed') return { state: 'not-started', label: 'Not started' }
  // It failed somewhere after the money came in: nothing is in progress any more, and nothing says how far it got.
  if (isFailure) return { state: 'unclear', label: 'Unclear' }
  return { state: 'underway', label: 'Likely in progress' }
}

/**
 * Between the end of the source transfer and the start of the destination transfer, each as far as its record says;
 * failing that, between the orchestration's creation and its end.
 */
function conversionTime({ orchestration }: Facts, source: LegTimes, destination: LegTimes): StepTime {
  const created = readInstant(orchestration.created_at)
  const ended = isTerminal(orchestration.status) ? readInstant(orchestration.updated_at) : undefined
  const before = destination.start?.at ?? ended
  const sourceEnd = source.endFrom === 'orchestration' ? undefined : source.end?.at
  const fits = (after: Instant | undefined) => after && before && compareInstants(after, before) <= 0
  const after = [sourceEnd, source.start?.at, created].find(fits)
  return after && before ? { certainty: 'between', after, before } : { certainty: 'unknown' }
}
