/** The steps "Created", "Approval" and "Ended": what the orchestration says of itself. */
import type { OrchestrationStatus } from '#paxos/enums.ts'
import type { PaxosEvent } from '#paxos/event.ts'
import { type Mark, tookBetween } from '../../text/duration.ts'
import { readInstant } from '../../text/instant.ts'
import type { Facts } from '../facts.ts'
import type { FailurePlace } from '../failure.ts'
import { isTerminal, orchestrationStatusLabel, statusMeaning } from '../status.ts'
import { eventTime, findEvents, observedChange } from './event-times.ts'
import { eventMeaning } from './event-types.ts'
import type { StepDraft, StepNote, StepState, StepTime } from './step.ts'

const bare = {
  badge: undefined,
  inferred: false,
  amount: undefined,
  times: [],
  when: undefined,
  took: undefined,
  start: undefined,
  end: undefined,
  failure: undefined,
  transferId: undefined,
  notes: [],
}

/** "Rule: PYUSD payouts", "No rule", "Rule not reported". The id is what the orchestration says; its name may be unread. */
export function originLabel({ orchestration, rule }: Facts): string {
  const id = orchestration.orchestration_rule_id
  if (id !== undefined) return `Rule: ${(rule?.id === id ? rule.nickname : undefined) ?? id}`
  return orchestration.says_no_rule ? 'No rule' : 'Rule not reported'
}

const isUnderway = (status: OrchestrationStatus) => {
  const { isTerminal, isApproval } = statusMeaning({ known: status, raw: status })
  return !isTerminal && !isApproval
}

/** Always there: it is the orchestration itself. */
export function createdStep(facts: Facts): StepDraft {
  const { id, created_at } = facts.orchestration
  const at = readInstant(created_at)
  const processing = eventTime(facts, id, ({ status }) => status !== undefined && isUnderway(status))
  const when: StepTime = at ? { certainty: 'reported', at } : { certainty: 'unknown' }
  return {
    ...bare,
    name: 'created',
    title: 'Created',
    // The record is there, so it was created; without a time nothing reported stands behind a green mark.
    state: at ? 'done' : 'not-reported',
    label: originLabel(facts),
    when,
    times: [when, ...(processing ? [{ certainty: 'event', verb: 'Processing', at: processing } as const] : [])],
  }
}

/** Only where the status stands at the approval, or when an approval event was seen. */
export function approvalStep(facts: Facts): StepDraft | undefined {
  const { id, status } = facts.orchestration
  const { isApproval, isFailure, label } = statusMeaning(status)
  const events = findEvents(facts, id, ({ approval }) => approval !== undefined)
  const timesOf = (outcome?: string) =>
    events.flatMap(event => {
      const approval = eventMeaning(event.type)?.approval
      return approval && (outcome === undefined || approval.outcome === outcome) ? approvalTime(event) : []
    })
  const step = (state: StepState, label: string, times: readonly StepTime[]): StepDraft => ({
    ...bare,
    name: 'approval',
    title: 'Approval',
    state,
    label,
    times,
    when: times.at(-1),
  })
  if (isApproval && isFailure)
    return { ...step('rejected', label, [...timesOf('asked'), ...endTimes(facts).times]), failure: 'primary' }
  if (isApproval) return step('waiting', label, timesOf('asked'))
  if (events.length === 0) return undefined
  if (timesOf('granted').length > 0) return step('done', 'Approved', timesOf())
  // It was asked for and the orchestration went on, but no event that this version knows says that it was approved.
  return status.known === undefined
    ? step('not-reported', 'Outcome not reported', timesOf())
    : { ...step('done', 'Likely approved', timesOf()), inferred: true }
}

function approvalTime({ type, created_at }: PaxosEvent): readonly StepTime[] {
  const at = readInstant(created_at)
  const verb = eventMeaning(type)?.approval?.verb
  return at && verb !== undefined ? [{ certainty: 'event', verb, at }] : []
}

/** Always there: the terminal status, "Not yet", or a status that may be either. */
export function endedStep(facts: Facts, place: FailurePlace | undefined): StepDraft {
  const { status, created_at } = facts.orchestration
  const { isTerminal, isSuccess, isFailure, isApproval, label } = statusMeaning(status)
  const base = { ...bare, name: 'ended', title: 'Ended' } as const
  if (status.known === undefined) return { ...base, state: 'unrecognised', label, notes: aheadNote(facts) }
  if (!isTerminal) return { ...base, state: 'not-started', label: 'Not yet', notes: aheadNote(facts) }
  const created = readInstant(created_at)
  const start = created && { at: created, exact: true }
  const { times, end } = endTimes(facts)
  const isHere = place?.step === 'ended'
  return {
    ...base,
    state: isSuccess ? 'done' : isFailure ? (isApproval ? 'rejected' : 'failed') : 'ended',
    label,
    times,
    when: times[0],
    took: tookBetween(start, end),
    start,
    end,
    failure: isHere ? 'primary' : undefined,
    notes: isHere ? [[place.inferred ? `${place.text}.` : "Paxos doesn't say at which step it failed."]] : [],
  }
}

/** When a terminal orchestration reached its status: an event's exact time, else no later than the last update. */
function endTimes(facts: Facts): { times: readonly StepTime[]; end: Mark | undefined } {
  const { id, status, updated_at } = facts.orchestration
  const verb = orchestrationStatusLabel(status)
  const event = eventTime(facts, id, meaning => meaning.status !== undefined && meaning.status === status.known)
  if (event) return { times: [{ certainty: 'event', verb, at: event }], end: { at: event, exact: true } }
  const bound = readInstant(updated_at)
  const change = observedChange(facts, 'orchestration', status.raw)
  const times: StepTime[] = []
  if (bound) times.push({ certainty: 'no-later-than', verb, at: bound })
  if (change) times.push({ certainty: 'observed', after: change.after, before: change.before })
  if (times.length === 0) times.push({ certainty: 'unknown' })
  const at = bound ?? change?.before
  return { times, end: at && { at, exact: false } }
}

/** Events can be ahead of the record. */
function aheadNote(facts: Facts): readonly StepNote[] {
  const { id, status } = facts.orchestration
  const [event] = findEvents(
    facts,
    id,
    ({ status }) => status !== undefined && isTerminal({ known: status, raw: status }),
  )
  if (!event) return []
  const at = readInstant(event.created_at)
  const says = status.raw === undefined ? 'nothing' : orchestrationStatusLabel(status)
  return [
    [
      `An event says ${event.type}`,
      ...(at ? [' (', at, ')'] : []),
      `; the orchestration still says ${says}. Events can run ahead.`,
    ],
  ]
}
