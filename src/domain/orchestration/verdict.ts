/** The verdict: what Paxos says about this payment, in the words a support person can repeat. */
import { disagreementHeading, disagreements } from './disagreement.ts'
import type { Facts, LegName } from './facts.ts'
import { checkBeforeTelling, type FailurePlace, placeFailure } from './failure.ts'
import { assetsDiffer, type LegFacts, legFacts } from './leg.ts'
import { legClause, legsSentence } from './legs-sentence.ts'
import { isTerminal } from './status.ts'

export type Verdict = {
  /** One to three short sentences: the page's heading. */
  readonly sentence: string
  /** Further sentences, none of which repeats the heading. */
  readonly detail: readonly string[]
}

/** Reads the situation off the orchestration alone; transfer records never change the verdict, only the notes beside it. */
export function readVerdict(facts: Facts): Verdict {
  const { status } = facts.orchestration
  const legs = [legFacts(facts, 'source'), legFacts(facts, 'destination')] as const
  const [source, destination] = legs
  const place = placeFailure(facts)
  const check = checkDetail(facts, legs, place)
  const conversion = conversionDetail(facts, source, destination)
  const clash = disagreements(facts).find(({ about }) => about === 'legs')
  const says = legsSentence(source, destination, !isTerminal(status))

  if (status.known === undefined)
    return { sentence: unknownSentence(status.raw), detail: [says, ...conversion, ...check] }
  if (clash && !place) return { sentence: `${disagreementHeading}. ${clash.sentence}`, detail: check }
  switch (status.known) {
    case 'COMPLETED':
      return { sentence: `Completed. ${says}`, detail: [] }
    case 'REJECTED':
      return { sentence: `Rejected at approval. ${rejectedRest(source, destination) ?? says}`, detail: check }
    case 'FAILED':
      return failedVerdict(place, source, destination, check)
    case 'PENDING':
      return openVerdict('Waiting for approval', says, legs, [...conversion, ...check])
    case 'PROCESSING':
      return openVerdict('Processing', says, legs, [...conversion, ...check])
  }
}

const unknownSentence = (raw: string | undefined) =>
  raw === undefined
    ? 'Paxos reports no status for this orchestration. Check with Paxos before advising the customer.'
    : `Paxos reports "${raw}", which this version doesn't know. Check Paxos docs before advising the customer.`

/** PENDING and PROCESSING. */
function openVerdict(
  word: string,
  says: string,
  legs: readonly [LegFacts, LegFacts],
  detail: readonly string[],
): Verdict {
  const [failed, alsoFailed] = legs.filter(({ progress }) => progress === 'FAILED')
  if (alsoFailed) return { sentence: `${word}, but both transfers have failed.`, detail }
  if (failed) {
    const other = legs.filter(leg => leg !== failed).map(leg => `${legClause(leg, true)}.`)
    return { sentence: `${word}, but the ${failed.name} transfer has failed.`, detail: [...other, ...detail] }
  }
  const isDone = legs.every(({ progress }) => progress === 'COMPLETED')
  return {
    sentence: `${word}. ${says}`,
    detail: isDone ? ['Paxos has not marked the orchestration completed.'] : detail,
  }
}

function failedVerdict(
  place: FailurePlace | undefined,
  source: LegFacts,
  destination: LegFacts,
  check: readonly string[],
): Verdict {
  const sentence = place?.words ? `Failed ${place.words}.` : "Failed. Paxos doesn't say at which step."
  if (source.progress === 'FAILED') {
    const also = destination.progress === 'FAILED' ? ['The destination transfer is reported as failed too.'] : []
    return { sentence, detail: [...also, ...check] }
  }
  const says =
    destination.progress === 'FAILED' ? `${legClause(source, false)}.` : legsSentence(source, destination, false)
  return { sentence, detail: [says, ...check] }
}

/** Undefined when a transfer got further than planned: then what the legs say is said. */
function rejectedRest(source: LegFacts, destination: LegFacts): string | undefined {
  const progresses = [source.progress, destination.progress]
  if (progresses.every(progress => progress === 'absent')) return undefined
  const isUntouched = progresses.every(progress => progress === 'absent' || progress === 'PENDING')
  return isUntouched ? 'The transfers were not reached.' : undefined
}

/** After any failure, which transfer to look at; never where the money is. */
function checkDetail(facts: Facts, legs: readonly LegFacts[], place: FailurePlace | undefined): readonly string[] {
  const { known } = facts.orchestration.status
  const hasFailed = known === 'FAILED' || legs.some(({ progress }) => progress === 'FAILED')
  if (hasFailed) return [checkBeforeTelling(place?.check ?? lastReported(legs))]
  return known === 'REJECTED' && place?.check ? [checkBeforeTelling(place.check)] : []
}

/** With the records at odds there is no place, but there is still a transfer to look at. */
function lastReported(legs: readonly LegFacts[]): LegName | undefined {
  return (legs.find(({ progress }) => progress === 'FAILED') ?? legs.findLast(({ leg }) => leg !== undefined))?.name
}

function conversionDetail({ orchestration }: Facts, source: LegFacts, destination: LegFacts): readonly string[] {
  const isWaiting =
    assetsDiffer(orchestration) &&
    source.progress === 'COMPLETED' &&
    destination.transferId === undefined &&
    (destination.progress === 'absent' || destination.progress === 'PENDING')
  if (!isWaiting) return []
  const { source_asset, destination_asset } = orchestration
  return [`The conversion from ${source_asset} to ${destination_asset} is in progress or waiting (inferred).`]
}
