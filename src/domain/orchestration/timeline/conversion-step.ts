/** The step "Conversion": Paxos reports nothing of it, so everything here is inferred and says so. */

import { compareInstants, type Instant, readInstant } from '../../text/instant.ts'
import { disagreements } from '../disagreement.ts'
import type { Facts } from '../facts.ts'
import type { FailurePlace } from '../failure.ts'
import { assetsDiffer, legFacts } from '../leg.ts'
import { isTerminal } from '../status.ts'
import type { LegTimes } from './leg-times.ts'
import type { Step, StepState, StepTime } from './step.ts'

/** Builds the step, or none when the assets are the same or not both known. */
export function conversionStep(
  facts: Facts,
  place: FailurePlace | undefined,
  source: LegTimes,
  destination: LegTimes,
): Step | undefined {
  if (!assetsDiffer(facts.orchestration)) return undefined
  const { state, label } = conversionState(facts, place)
  const isPrimary = place?.step === 'conversion'
  return {
    name: 'conversion',
    title: 'Conversion',
    state,
    label,
    inferred: true,
    times: state === 'done' || state === 'failed' ? [conversionTime(facts, source, destination)] : [],
    duration: undefined,
    failure: isPrimary ? 'primary' : undefined,
    transferId: undefined,
    notes: [],
  }
}

function conversionState(facts: Facts, place: FailurePlace | undefined): { state: StepState; label: string } {
  const { known } = facts.orchestration.status
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  if (place?.step === 'conversion') return { state: 'failed', label: 'Failed here (inferred)' }
  const goesOut = destination.progress === 'PROCESSING' || destination.progress === 'COMPLETED'
  // An id of a leg that failed proves a conversion only where the money had come in.
  const hasId = destination.transferId !== undefined && source.progress !== 'FAILED'
  // A completed orchestration has had its conversion, unless its own legs say otherwise.
  const isOver = known === 'COMPLETED' && disagreements(facts).length === 0
  if (goesOut || hasId || isOver) return { state: 'done', label: 'Done (inferred)' }
  if (known === 'REJECTED') return { state: 'not-reached', label: 'Not reached (inferred)' }
  if (source.progress !== 'COMPLETED') return { state: 'not-started', label: 'Not started (inferred)' }
  // It failed somewhere after the money came in: nothing is in progress any more, and nothing says how far it got.
  if (known === 'FAILED') return { state: 'not-reported', label: 'Not known (inferred)' }
  return { state: 'underway', label: 'In progress or waiting (inferred)' }
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
