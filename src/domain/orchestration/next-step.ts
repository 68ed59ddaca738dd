/** Who needs to act, and how sure that is. */
import type { Facts } from './facts.ts'
import { checkBeforeTelling, type FailurePlace, placeFailure } from './failure.ts'
import { type Standing, standing } from './holds.ts'
import { type LegFacts, legFacts, legNames } from './leg.ts'
import { statusMeaning } from './status.ts'

export type NextStep = {
  /** "You: send Paxos the travel-rule details", "Nobody has been asked to act." */
  readonly who: string
  /** Further sentences in the order to show, `check` the last. */
  readonly why: readonly string[]
  /** After a failure: what to look at before anyone is told where the money is. */
  readonly check: readonly string[]
  /** Paxos's own sentence about it, unchanged. */
  readonly quote: string | undefined
  /** `reported` by a transfer record; `inferred` where this product concludes it; `unknown` where it cannot. */
  readonly basis: 'reported' | 'inferred' | 'unknown'
  /** `act`: a person can do something now; `wait`: nothing to do; `none`: it is over. */
  readonly tone: 'act' | 'wait' | 'none'
}

const unquoted = { quote: undefined } as const

/** While the transfers are read, and where one could not be. */
export const checkingTransfers = 'Checking transfer details…'
export const transferMissing = "Unknown: one of the transfers couldn't be loaded."

export const nobodyAsked = 'Nobody has been asked to act.'

/** Undefined once the orchestration succeeded. What a transfer record reports comes first. */
export function nextStep(facts: Facts): NextStep | undefined {
  const { status } = facts.orchestration
  const { isSuccess, isTerminal, isFailure, isApproval } = statusMeaning(status)
  if (isSuccess) return undefined
  const check = checkText(facts)
  const reported = standing(facts, isTerminal)
  if (reported) return reportedStep(reported, isTerminal, check)
  if (status.known === undefined) {
    const who =
      status.raw === undefined
        ? 'Paxos reports no status. Check with Paxos before you reply.'
        : `Unrecognised status: ${status.raw}. Check Paxos's docs before you reply.`
    return { ...unquoted, who, why: check, check, basis: 'unknown', tone: 'wait' }
  }
  if (isFailure) return { ...unquoted, who: nobodyAsked, why: check, check, basis: 'inferred', tone: 'none' }
  if (isTerminal) return undefined
  if (isApproval)
    return {
      ...unquoted,
      who: 'Probably your approvers',
      why: ["Waiting for approval. Paxos doesn't say whose.", ...check],
      check,
      basis: 'inferred',
      tone: 'act',
    }
  return { ...unquoted, who: nobodyAsked, why: [...openText(facts), ...check], check, basis: 'inferred', tone: 'wait' }
}

function reportedStep({ raw, detail, meaning, leg }: Standing, isOver: boolean, check: readonly string[]): NextStep {
  if (meaning) {
    const canAct = meaning.onHold !== undefined
    return { who: meaning.who, why: check, check, quote: detail, basis: 'reported', tone: canAct ? 'act' : 'none' }
  }
  return {
    who: `Unknown: the ${leg.name} transfer reports "${raw}". Check Paxos's docs.`,
    why: check,
    check,
    quote: detail,
    basis: 'unknown',
    tone: isOver ? 'none' : 'wait',
  }
}

/** What was not read cannot be said to ask for nothing. */
function openText(facts: Facts): readonly string[] {
  const unfinished = unfinishedLegs(facts)
  const areRead = unfinished.length > 0 && unfinished.every(({ transfer }) => transfer !== undefined)
  return ['Probably Paxos or the network.', ...(areRead ? ['Nothing needed from you or the recipient.'] : [])]
}

/** The legs whose transfer record may ask something of someone. */
const unfinishedLegs = (facts: Facts) =>
  legNames
    .map(name => legFacts(facts, name))
    .filter(({ transferId, progress }) => transferId !== undefined && progress !== 'completed')

/** True while a transfer record that may name someone is not read. */
export const mayNameSomeone = (facts: Facts): boolean =>
  unfinishedLegs(facts).some(({ transfer }) => transfer === undefined)

/** After any failure, which transfer to look at; never where the money is. */
function checkText(facts: Facts): readonly string[] {
  const { isFailure, isApproval } = statusMeaning(facts.orchestration.status)
  const legs = legNames.map(name => legFacts(facts, name))
  const place = placeFailure(facts)
  if (isFailure && isApproval && !place?.check) return []
  if (!isFailure && legs.every(({ progress }) => progress !== 'failed')) return []
  return [checkBeforeTelling(place ? place.check : lastReported(legs))]
}

/** With the records at odds there is no place, but there is still a transfer to look at. */
function lastReported(legs: readonly LegFacts[]): FailurePlace['check'] {
  return (legs.find(({ progress }) => progress === 'failed') ?? legs.findLast(({ leg }) => leg !== undefined))?.name
}
