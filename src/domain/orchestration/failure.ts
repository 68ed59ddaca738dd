/** Where a failure stands: what Paxos reports of the legs, and what follows from it. Never where the money is. */
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Facts, LegName } from './facts.ts'
import { assetsDiffer, hasStarted, type LegProgress, legFacts } from './leg.ts'
import type { StepName } from './timeline/step.ts'

export type FailurePlace = {
  /** The step that carries the failure. `finished` when Paxos doesn't say which one it was. */
  readonly step: StepName
  /** Completes "Failed …": "at the destination transfer", "before the destination transfer (inferred)". */
  readonly words: string
  readonly inferred: boolean
  /** The transfer to look at before anyone is told where the funds are; undefined when Paxos reports none. */
  readonly check: LegName | undefined
}

/**
 * Places the failure on one step. Undefined when nothing failed, and when the orchestration and its legs contradict
 * each other about whether anything did: then no side is taken (see `disagreements`).
 */
export function placeFailure(facts: Facts): FailurePlace | undefined {
  const { orchestration } = facts
  const { known } = orchestration.status
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  if (known === 'COMPLETED') return undefined
  if (known === 'REJECTED') {
    const check = hasStarted(destination) ? 'destination' : hasStarted(source) ? 'source' : undefined
    return { step: 'approval', words: 'at approval', inferred: false, check }
  }
  if (source.progress === 'FAILED') return at('source')
  if (destination.progress === 'FAILED') return at('destination')
  if (known !== 'FAILED' || destination.progress === 'COMPLETED') return undefined
  return placeByProgress(source.progress, destination.progress, assetsDiffer(orchestration))
}

const at = (leg: LegName): FailurePlace => ({ step: leg, words: `at the ${leg} transfer`, inferred: false, check: leg })

const inferredAt = (step: StepName, words: string, check: LegName | undefined): FailurePlace => ({
  step,
  words: `${words} (inferred)`,
  inferred: true,
  check,
})

/** No leg says FAILED, so the place follows from how far the legs got. */
function placeByProgress(source: LegProgress, destination: LegProgress, converts: boolean): FailurePlace {
  const isEarly = (progress: LegProgress) =>
    progress === 'absent' || progress === 'PENDING' || progress === 'PROCESSING'
  if (source === 'COMPLETED') {
    if (destination === 'PROCESSING') return inferredAt('destination', 'at the destination transfer', 'destination')
    if (isEarly(destination))
      return converts
        ? inferredAt('conversion', 'at the conversion', 'source')
        : inferredAt('destination', 'before the destination transfer', 'source')
    return inferredAt('finished', 'after the source transfer', 'destination')
  }
  if (isEarly(source) && isEarly(destination))
    return inferredAt(
      'source',
      'before or during the source transfer',
      source === 'absent' ? (destination === 'PROCESSING' ? 'destination' : undefined) : 'source',
    )
  return { step: 'finished', words: '', inferred: false, check: source === 'absent' ? 'destination' : 'source' }
}

/** Paxos's own reason to the letter, or that it gave none; undefined when nothing failed and none was given. */
export function failReason(orchestration: Orchestration): { readonly quote: string | undefined } | undefined {
  const quote = orchestration.fail_reason?.detail
  const { known } = orchestration.status
  return quote !== undefined || known === 'FAILED' || known === 'REJECTED' ? { quote } : undefined
}

/** Said after every failure instead of a guess. */
export const checkBeforeTelling = (leg: LegName | undefined): string =>
  leg === undefined
    ? 'Check with Paxos before telling the customer where the funds are.'
    : `Check the ${leg} transfer before telling the customer where the funds are.`
