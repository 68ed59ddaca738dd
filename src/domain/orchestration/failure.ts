/** Where a failure stands: what Paxos reports of the legs, and what follows from it. Never where the money is. */
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Facts, LegName } from './facts.ts'
import { assetsDiffer, hasStarted, isUntouched, type LegFacts, legFacts } from './leg.ts'
import { statusMeaning } from './status.ts'
import type { StepName } from './timeline/step.ts'

export type FailurePlace = {
  /** The step that carries the failure. `ended` when Paxos doesn't say which one it was. */
  readonly step: StepName
  /** "Failed at the destination transfer", "Failed, probably at the conversion": no full stop. */
  readonly text: string
  /** The place is this product's conclusion. */
  readonly inferred: boolean
  /** The transfer to look at before anyone is told where the funds are; undefined when Paxos reports none. */
  readonly check: LegName | undefined
}

/**
 * Places the failure on one step. Undefined when nothing failed, and when the orchestration and its legs contradict
 * each other about whether anything did: then no side is taken (see `disagreements`).
 */
export function placeFailure(facts: Facts): FailurePlace | undefined {
  const { status } = facts.orchestration
  const { isSuccess, isFailure, isApproval, label } = statusMeaning(status)
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  if (isSuccess) return undefined
  if (isFailure && isApproval) {
    const check = hasStarted(destination) ? 'destination' : hasStarted(source) ? 'source' : undefined
    return { step: 'approval', text: `${label} at approval`, inferred: false, check }
  }
  if (source.progress === 'failed') return at('source')
  if (destination.progress === 'failed') return at('destination')
  if (!isFailure || destination.progress === 'completed') return undefined
  return placeByProgress(source, destination, assetsDiffer(facts.orchestration))
}

const at = (leg: LegName): FailurePlace => ({
  step: leg,
  text: `Failed at the ${leg} transfer`,
  inferred: false,
  check: leg,
})

const probably = (step: StepName, text: string, check: LegName | undefined): FailurePlace => ({
  step,
  text,
  inferred: true,
  check,
})

/** No leg says that it failed, so the place follows from how far the legs got. */
function placeByProgress(source: LegFacts, destination: LegFacts, converts: boolean): FailurePlace {
  const isEarly = (leg: LegFacts) => isUntouched(leg) || leg.progress === 'underway'
  if (source.progress === 'completed') {
    if (destination.progress === 'underway')
      return probably('destination', 'Failed, probably at the destination transfer', 'destination')
    if (isUntouched(destination))
      return converts
        ? probably('conversion', 'Failed, probably at the conversion', 'source')
        : probably('destination', 'Failed before the destination transfer', 'source')
    return probably('ended', 'Failed after the source transfer', 'destination')
  }
  if (isEarly(source) && isEarly(destination)) {
    const check = destination.progress === 'underway' ? 'destination' : source.leg ? 'source' : undefined
    return probably('source', 'Failed, probably before funds arrived', check)
  }
  return { step: 'ended', text: 'Failed', inferred: false, check: source.leg ? 'source' : 'destination' }
}

/** Paxos's own reason, unchanged, or that it gave none; undefined when nothing failed and none was given. */
export function failReason(orchestration: Orchestration): { readonly quote: string | undefined } | undefined {
  const quote = orchestration.fail_reason?.detail
  return quote !== undefined || statusMeaning(orchestration.status).isFailure ? { quote } : undefined
}

/** Said after every failure instead of a guess. */
export const checkBeforeTelling = (leg: LegName | undefined): string =>
  `Check ${leg === undefined ? 'with Paxos' : `the ${leg} transfer`} before you tell the customer where the funds are.`
