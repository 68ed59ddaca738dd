/** "How we know": each fact on the page, the fields it came from, and how sure it is. */
import { utcDateTime } from '../text/time-text.ts'
import { disagreements } from './disagreement.ts'
import type { Facts, LegName } from './facts.ts'
import { failReason, placeFailure } from './failure.ts'
import { assetsDiffer, legFacts, legNames, legTitles } from './leg.ts'
import { nextStep } from './next-step.ts'
import { legStatusLabel, orchestrationStatusLabel } from './status.ts'
import { eventSearchText, webhookGaps } from './timeline/event-times.ts'
import { type LegTimes, legTimes } from './timeline/leg-times.ts'
import { originLabel } from './timeline/outer-steps.ts'
import type { Step, StepTime } from './timeline/step.ts'
import { timeInFull } from './timeline/step-time-text.ts'
import { buildTimeline, factsSpanDates } from './timeline/timeline.ts'

export type Evidence = {
  readonly statement: string
  readonly basis: 'reported' | 'bounded' | 'inferred'
  /** The fields, in Paxos's own names: "source_transfer.status". */
  readonly from: string
}

/** Lists the facts in the page's order. */
export function evidence(facts: Facts): readonly Evidence[] {
  const steps = buildTimeline(facts)
  const withDate = factsSpanDates(facts)
  const timesOf = (name: Step['name'], title: string, from: (time: StepTime) => string) =>
    (steps.find(step => step.name === name)?.times ?? []).flatMap(time =>
      timeEvidence('verb' in time ? (time.verb ?? title) : title, time, withDate, from(time)),
    )
  const conversion = steps.find(({ name }) => name === 'conversion')
  return [
    ...statusEvidence(facts),
    ...timesOf('created', 'Created', ({ certainty }) => (certainty === 'event' ? 'event created_at' : 'created_at')),
    originEvidence(facts),
    ...legEvidence(facts, 'source', withDate),
    ...(conversion ? [inferred(`Conversion: ${conversion.label}`, 'source_transfer, destination_transfer')] : []),
    ...timesOf('conversion', 'Conversion', () => 'the times of both transfers'),
    ...legEvidence(facts, 'destination', withDate),
    ...timesOf('ended', 'Ended', endField),
    ...legNames.flatMap(name =>
      legFacts(facts, name).transfer
        ? [reported(`${legTitles[name]}: details from its own record`, `${name} transfer`)]
        : [],
    ),
    ...failureEvidence(facts),
    ...stepEvidence(facts),
    ...eventEvidence(facts),
  ]
}

const reported = (statement: string, from: string): Evidence => ({ statement, basis: 'reported', from })
const inferred = (statement: string, from: string): Evidence => ({ statement, basis: 'inferred', from })

/** "status: FAILED", the field with Paxos's own value. */
const rawOf = (field: string, raw: string | undefined): string => (raw === undefined ? field : `${field}: ${raw}`)

function statusEvidence({ orchestration }: Facts): readonly Evidence[] {
  const amount = orchestration.source_amount === undefined ? 'not reported' : 'as reported, never rounded'
  return [
    reported(`Status: ${orchestrationStatusLabel(orchestration.status)}`, rawOf('status', orchestration.status.raw)),
    reported(`Amount: ${amount}`, 'source_amount, source_asset'),
    ...(assetsDiffer(orchestration)
      ? [inferred('Includes a conversion, since the assets differ', 'source_asset, destination_asset')]
      : []),
  ]
}

function originEvidence(facts: Facts): Evidence {
  const { orchestration_rule_id: id } = facts.orchestration
  const isNamed = facts.rule?.id === id && facts.rule?.nickname !== undefined
  return reported(
    id === undefined ? originLabel(facts) : 'Made by a rule',
    `orchestration_rule_id${isNamed ? ', rule nickname' : ''}`,
  )
}

function legEvidence(facts: Facts, name: LegName, withDate: boolean): readonly Evidence[] {
  const leg = legFacts(facts, name)
  const times = legTimes(facts, leg)
  const title = legTitles[name]
  const status = leg.leg === undefined ? 'not in the record' : legStatusLabel(leg.status)
  return [
    reported(`${title}: ${status}`, rawOf(`${name}_transfer.status`, leg.leg && leg.status.raw)),
    ...times.times.flatMap(time => {
      const verb = 'verb' in time && time.verb ? ` ${time.verb.toLowerCase()}` : ''
      return timeEvidence(`${title}${verb}`, time, withDate, legField(name, times, time))
    }),
  ]
}

function legField(name: LegName, { endFrom }: LegTimes, time: StepTime): string {
  if (time.certainty === 'reported') return `${name} transfer created_at`
  if (time.certainty === 'no-later-than' && endFrom === 'transfer') return `${name} transfer updated_at`
  return endField(time)
}

function endField({ certainty }: StepTime): string {
  if (certainty === 'event') return 'event created_at'
  return certainty === 'observed' ? "this tab's own polls" : 'updated_at of the orchestration, once it has ended'
}

const basisOf = {
  reported: 'reported',
  event: 'reported',
  'no-later-than': 'bounded',
  observed: 'bounded',
  between: 'inferred',
} as const

function timeEvidence(title: string, time: StepTime, withDate: boolean, from: string): readonly Evidence[] {
  if (time.certainty === 'unknown') return []
  return [{ statement: `${title}: ${timeInFull(time, { withDate })}`, basis: basisOf[time.certainty], from }]
}

function failureEvidence(facts: Facts): readonly Evidence[] {
  const place = placeFailure(facts)
  const reason = failReason(facts.orchestration)
  const legStatuses = legNames.map(name => `${name}_transfer.status`).join(', ')
  return [
    ...disagreements(facts).map(({ sentence, about }) =>
      reported(sentence, about === 'event' ? 'status, event type' : `status, ${legStatuses}`),
    ),
    ...(place && place.text !== orchestrationStatusLabel(facts.orchestration.status)
      ? [(place.inferred ? inferred : reported)(place.text, place.step === 'approval' ? 'status' : legStatuses)]
      : []),
    ...(reason
      ? [
          reported(
            reason.quote === undefined ? 'Paxos gave no reason' : "Paxos's reason, quoted as it came",
            'fail_reason.detail',
          ),
        ]
      : []),
  ]
}

function stepEvidence(facts: Facts): readonly Evidence[] {
  const step = nextStep(facts)
  if (!step) return []
  return step.basis === 'reported'
    ? [reported(`Who needs to act: ${step.who}`, 'transfer secondary_status, status_details')]
    : [inferred(`Who needs to act: ${step.who}`, 'no transfer record names anyone')]
}

function eventEvidence(facts: Facts): readonly Evidence[] {
  const text = eventSearchText(facts)
  const searches = (facts.events?.searches ?? []).map(({ type = 'any type', near, searched, found, whole }) => {
    const where = `Events of ${type}, ten minutes either side of ${utcDateTime(near)}`
    const result = `${found ? 'found' : 'none found'} in ${searched}${whole ? '' : '; the search stopped after three pages'}`
    return reported(`${where}: ${result}`, 'events: type, created_at, object.id')
  })
  return [
    ...(text === undefined ? [] : [reported(text, 'events')]),
    ...searches,
    ...webhookGaps(facts).map(gap => reported(gap, 'event undelivered_webhooks')),
  ]
}
