/** The verdict: what Paxos says about this payment, in the words a support person can repeat. */
import type { OrchestrationStatus } from '#paxos/words.ts'
import { disagreementHeading, disagreements } from './disagreement.ts'
import type { Facts } from './facts.ts'
import { checkBeforeTelling, placeFailure } from './failure.ts'
import { assetsDiffer, type LegFacts, legFacts } from './leg.ts'

export type Verdict = {
  /** One to three short sentences: the page's heading. */
  readonly sentence: string
  /** Further sentences, none of which repeats the heading. */
  readonly detail: readonly string[]
}

/** Reads the situation off the orchestration alone; transfer records never change the verdict, only the notes beside it. */
export function readVerdict(facts: Facts): Verdict {
  const { status } = facts.orchestration
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  const place = placeFailure(facts)
  const [disagreement] = disagreements(facts).filter(({ about }) => about === 'legs')
  const failedLeg = [source, destination].some(leg => leg.progress === 'FAILED')
  const check = failedLeg || status.known === 'FAILED' ? [checkBeforeTelling(place?.check ?? legToCheck(facts))] : []

  if (status.known === undefined) {
    const sentence =
      status.raw === undefined
        ? 'Paxos gave no status for this orchestration. Check Paxos docs before advising the customer.'
        : `Paxos reports "${status.raw}", which this version doesn't know. Check Paxos docs before advising the customer.`
    return { sentence, detail: [legsSentence(source, destination), ...check] }
  }
  if (disagreement)
    return {
      sentence: `${disagreementHeading}. ${disagreement.sentence}`,
      detail: [...conversionDetail(facts), ...check],
    }
  switch (status.known) {
    case 'REJECTED':
      return { sentence: `Rejected at approval. ${restOfRejected(source, destination)}`, detail: [] }
    case 'FAILED':
      return {
        sentence: place?.words ? `Failed ${place.words}.` : "Failed. Paxos doesn't say at which step.",
        detail: [...failedDetail(source, destination, place?.inferred !== false), ...check],
      }
    case 'COMPLETED':
      return { sentence: `Completed. ${legsSentence(source, destination).replace(' yet.', '.')}`, detail: [] }
    default:
      return openVerdict(status.known, facts, source, destination, check)
  }
}

/** PENDING and PROCESSING. */
function openVerdict(
  status: Exclude<OrchestrationStatus, 'COMPLETED' | 'FAILED' | 'REJECTED'>,
  facts: Facts,
  source: LegFacts,
  destination: LegFacts,
  check: readonly string[],
): Verdict {
  const word = status === 'PENDING' ? 'Waiting for approval' : 'Processing'
  const failed = [source, destination].filter(leg => leg.progress === 'FAILED')
  if (failed.length > 0) {
    const which = failed.length === 2 ? 'both transfers have' : `the ${failed[0]?.name} transfer has`
    const rest = failed.length === 2 ? [] : [legsSentence(source, destination)]
    return { sentence: `${word}, but ${which} failed.`, detail: [...rest, ...check] }
  }
  return { sentence: `${word}. ${legsSentence(source, destination)}`, detail: conversionDetail(facts) }
}

const moneyIn = 'Money in'
const payout = 'the payout'

/** "Money in is complete; the payout has not finished." What the two legs say, one sentence. */
function legsSentence(source: LegFacts, destination: LegFacts): string {
  const both = (a: LegFacts['progress'], b: LegFacts['progress']) => source.progress === a && destination.progress === b
  if (both('absent', 'absent')) return 'No transfer reported yet.'
  if (both('PENDING', 'PENDING')) return 'Both transfers are planned; neither has started.'
  if (both('COMPLETED', 'COMPLETED')) return 'Money in and the payout are both complete.'
  if (both('FAILED', 'FAILED')) return 'Both transfers have failed.'
  return `${clause(source, moneyIn)}; ${clause(destination, payout, source.progress === 'COMPLETED')}.`
}

/** `after` a completed money-in, a payout that is planned or under way has simply "not finished". */
function clause({ progress, status }: LegFacts, subject: string, after = false): string {
  switch (progress) {
    case 'absent':
      return `${subject} is not reported`
    case 'PENDING':
      return after ? `${subject} has not finished` : `${subject} is planned`
    case 'PROCESSING':
      return after ? `${subject} has not finished` : `${subject} is under way`
    case 'COMPLETED':
      return `${subject} is complete`
    case 'FAILED':
      return `${subject} failed`
    case 'unclear':
      return status.raw === undefined
        ? `${subject} has no status`
        : `${subject} has the unrecognised status "${status.raw}"`
  }
}

function restOfRejected(source: LegFacts, destination: LegFacts): string {
  if (source.progress === 'absent' && destination.progress === 'absent') return 'No transfer is reported.'
  const isUntouched = [source, destination].every(({ progress }) => progress === 'absent' || progress === 'PENDING')
  return isUntouched ? 'The transfers were not reached.' : legsSentence(source, destination)
}

function failedDetail(source: LegFacts, destination: LegFacts, inferred: boolean): readonly string[] {
  if (source.progress === 'FAILED' && destination.progress === 'FAILED')
    return ['The destination transfer is reported as failed too.']
  return inferred || source.progress === 'absent' || source.progress === 'unclear' || destination.progress === 'unclear'
    ? [legsSentence(source, destination).replace(' yet.', '.')]
    : destination.progress === 'FAILED'
      ? [`${clause(source, moneyIn)}.`]
      : []
}

function conversionDetail(facts: Facts): readonly string[] {
  const { orchestration } = facts
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  const waiting =
    assetsDiffer(orchestration) &&
    source.progress === 'COMPLETED' &&
    destination.transferId === undefined &&
    (destination.progress === 'absent' || destination.progress === 'PENDING')
  return waiting
    ? [
        `The conversion from ${orchestration.source_asset} to ${orchestration.destination_asset} is in progress or waiting (inferred).`,
      ]
    : []
}

/** With the records at odds there is no place, but there is still a transfer to look at: the last one reported. */
function legToCheck(facts: Facts) {
  if (legFacts(facts, 'source').progress === 'FAILED') return 'source'
  if (legFacts(facts, 'destination').leg) return 'destination'
  return legFacts(facts, 'source').leg ? 'source' : undefined
}
