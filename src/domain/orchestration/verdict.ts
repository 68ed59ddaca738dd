/** The verdict: what Paxos says about an orchestration, short enough to repeat on the phone. */
import { disagreementHeading, disagreements } from './disagreement.ts'
import type { Facts } from './facts.ts'
import { placeFailure } from './failure.ts'
import { standing } from './holds.ts'
import { assetsDiffer, isUntouched, type LegFacts, legFacts } from './leg.ts'
import { statusMeaning } from './status.ts'

export type Verdict = {
  /** The page's heading, without a full stop: "Failed at the destination transfer". */
  readonly heading: string
  /** A transfer record reports a hold: a badge "On hold" stands beside the status. */
  readonly isOnHold: boolean
}

/** The badge beside the status, and the beginning of the verdict. */
export const onHoldLabel = 'On hold'

/** The verdict from what is known so far. A hold is known once its transfer's record has come. */
export function readVerdict(facts: Facts): Verdict {
  const { status } = facts.orchestration
  const { isTerminal, isFailure, isApproval, label } = statusMeaning(status)
  const place = placeFailure(facts)
  const disputed = mainDisagreement(facts)
  const verdict = (heading: string): Verdict => ({ heading, isOnHold: false })
  if (disputed) return verdict(disagreementHeading)
  const onHold = standing(facts, isTerminal)?.meaning?.onHold
  if (!isTerminal && onHold !== undefined) return { heading: `${onHoldLabel}: ${onHold}`, isOnHold: true }
  if (status.known === undefined)
    return verdict(status.raw === undefined ? 'No status reported' : `Unrecognised status: ${status.raw}`)
  if (isTerminal) return verdict(isFailure && place ? place.text : label)
  return verdict(isApproval ? label : openHeading(facts, label))
}

/**
 * The contradiction that leaves no verdict: an event against the status, or legs against it with no failure to place.
 * With a place the failure is the verdict, and the contradiction a note.
 */
export const mainDisagreement = (facts: Facts) =>
  disagreements(facts).find(({ about }) => about === 'event' || placeFailure(facts) === undefined)

/** Of an orchestration that is under way: which step it is at, as far as the legs say. */
function openHeading(facts: Facts, label: string): string {
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  const failed = [source, destination].filter(({ progress }) => progress === 'failed')
  if (failed.length === 2) return `${label}, but both transfers failed`
  if (failed[0]) return `${label}, but the ${failed[0].name} transfer failed`
  const active = [source, destination].find(({ progress }) => progress === 'underway')
  if (active) return `${label} the ${active.name} transfer`
  if (source.progress === 'completed' && destination.progress === 'completed')
    return `${label}, with both transfers completed`
  if (isWaitingBetween(facts, source, destination)) return `${label}, probably at the conversion`
  return source.progress === 'planned' && isUntouched(destination) ? `${label}, not started yet` : label
}

/** The money is in, and nothing says that it is going out. */
const isWaitingBetween = (facts: Facts, source: LegFacts, destination: LegFacts): boolean =>
  assetsDiffer(facts.orchestration) &&
  source.progress === 'completed' &&
  isUntouched(destination) &&
  destination.transferId === undefined
