/** The steps "Approval", "Created" and "Finished": what the orchestration says of itself. */
import type { PaxosEvent } from '#paxos/event.ts'
import { durationBetween, type Mark } from '../../text/duration.ts'
import { readInstant } from '../../text/instant.ts'
import { utcDateTime, utcTime } from '../../text/time-text.ts'
import type { Facts } from '../facts.ts'
import type { FailurePlace } from '../failure.ts'
import { isTerminal, orchestrationStatusLabel } from '../status.ts'
import { approvalEvent, eventTime, findEvents, observedChange } from './event-times.ts'
import type { Step, StepTime } from './step.ts'

const bare = { inferred: false, times: [], duration: undefined, failure: undefined, transferId: undefined, notes: [] }

/** Only for PENDING and REJECTED, or when an approval event was seen. */
export function approvalStep(facts: Facts): Step | undefined {
  const { id, status } = facts.orchestration
  const events = findEvents(facts, id, approvalEvent)
  const asked = events.filter(({ type }) => type === 'orchestration.pending').flatMap(approvalTime)
  const base = { ...bare, name: 'approval', title: 'Approval' } as const
  if (status.known === 'PENDING') return { ...base, state: 'waiting', label: 'Waiting for approval', times: asked }
  if (status.known === 'REJECTED') {
    const times = [...asked, ...endTimes(facts).times]
    return { ...base, state: 'rejected', label: 'Rejected', failure: 'primary', times }
  }
  if (events.length === 0) return undefined
  const times = events.flatMap(approvalTime)
  if (events.some(({ type }) => isApproved(type))) return { ...base, state: 'done', label: 'Approved', times }
  // It was asked for and the payment went on, but no event that this version knows says that it was approved.
  return status.known === undefined
    ? { ...base, state: 'not-reported', label: 'Outcome not reported', times }
    : { ...base, state: 'done', label: 'Approved (inferred)', inferred: true, times }
}

const isApproved = (type: string | undefined) => /\.(approved|approval_granted)$/.test(type ?? '')

function approvalTime({ type = '', created_at }: PaxosEvent): readonly StepTime[] {
  const at = readInstant(created_at)
  const verb = type === 'orchestration.pending' ? 'Asked for' : isApproved(type) ? 'Approved' : type
  return at ? [{ certainty: 'event', verb, at }] : []
}

/** "by rule PYUSD payouts", "by rule 86d3929f-…", "Ad hoc". The rule's id is what the orchestration says; its name may be unread. */
function originLabel({ orchestration, rule }: Facts): string {
  const id = orchestration.orchestration_rule_id
  if (id === undefined) return 'Ad hoc'
  return `by rule ${(rule?.id === id ? rule.nickname : undefined) ?? id}`
}

/** Always there and always done: it is the orchestration itself. */
export function createdStep(facts: Facts): Step {
  const { id, created_at } = facts.orchestration
  const at = readInstant(created_at)
  const processing = eventTime(facts, id, /^orchestration\.processing$/)
  return {
    ...bare,
    name: 'created',
    title: 'Created',
    state: 'done',
    label: originLabel(facts),
    times: [
      at ? { certainty: 'reported', at } : { certainty: 'unknown' },
      ...(processing ? [{ certainty: 'event', verb: 'Processing', at: processing } as const] : []),
    ],
  }
}

/** Always there: the terminal status, "Not yet", or a status that may be either. */
export function finishedStep(facts: Facts, place: FailurePlace | undefined, withDate: boolean): Step {
  const { status, created_at } = facts.orchestration
  const base = { ...bare, name: 'finished', title: 'Finished', label: orchestrationStatusLabel(status) } as const
  if (!isTerminal(status)) {
    if (status.known === undefined) return { ...base, state: 'unrecognised', notes: aheadNote(facts, withDate) }
    return { ...base, state: 'not-started', label: 'Not yet', notes: aheadNote(facts, withDate) }
  }
  const created = readInstant(created_at)
  const { times, end } = endTimes(facts)
  return {
    ...base,
    state: status.known === 'COMPLETED' ? 'done' : status.known === 'FAILED' ? 'failed' : 'rejected',
    times,
    duration: durationBetween(created && { at: created, exact: true }, end),
    failure: place?.step === 'finished' ? 'primary' : undefined,
    notes: place?.step === 'finished' ? [failedSomewhere(place)] : [],
  }
}

const failedSomewhere = ({ words }: FailurePlace) =>
  words === '' ? "Paxos doesn't say at which step it failed." : `Failed ${words}.`

/** When a terminal orchestration reached its status: an event's exact time, else no later than the last update. */
function endTimes(facts: Facts): { times: readonly StepTime[]; end: Mark | undefined } {
  const { id, status, updated_at } = facts.orchestration
  const verb = orchestrationStatusLabel(status)
  const event = eventTime(facts, id, new RegExp(`^orchestration\\.${status.known?.toLowerCase()}$`))
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
function aheadNote(facts: Facts, withDate: boolean): readonly string[] {
  const { id, status } = facts.orchestration
  const [event] = findEvents(facts, id, /^orchestration\.(completed|failed|rejected)$/)
  if (!event) return []
  const at = readInstant(event.created_at)
  const when = at ? ` (${withDate ? utcDateTime(at) : utcTime(at)})` : ''
  return [
    `An event says ${event.type}${when}; the record still says ${status.raw ?? 'nothing'}. The two update separately.`,
  ]
}
