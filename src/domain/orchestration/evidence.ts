/** "How we know this": each fact on the page, the fields it came from, and how sure it is. */

import { utcDateTime } from '../text/time-text.ts'
import { disagreements } from './disagreement.ts'
import type { Facts, LegName } from './facts.ts'
import { failReason, placeFailure } from './failure.ts'
import { assetsDiffer, legFacts, legNames } from './leg.ts'
import { nextStep } from './next-step.ts'
import { legStatusLabel, orchestrationStatusLabel } from './status.ts'
import { eventSearchText } from './timeline/event-times.ts'
import { type LegTimes, legTimes } from './timeline/leg-times.ts'
import type { Step, StepTime } from './timeline/step.ts'
import { stepTimeText } from './timeline/step-time-text.ts'
import { buildTimeline, factsSpanDates } from './timeline/timeline.ts'
import { webhookGaps } from './timeline/webhook-gap.ts'

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
  const step = (name: Step['name']) => steps.find(one => one.name === name)
  const conversion = step('conversion')
  return [
    ...statusEvidence(facts),
    ...timesOf('Created', step('created'), withDate, time =>
      time.certainty === 'event' ? 'event created_at' : 'created_at',
    ),
    originEvidence(facts),
    ...legEvidence(facts, 'source', withDate),
    ...(conversion
      ? [
          {
            statement: `Conversion: ${conversion.label}`,
            basis: 'inferred' as const,
            from: 'source_transfer, destination_transfer',
          },
          ...timesOf('Conversion', conversion, withDate, () => 'the times of both transfers'),
        ]
      : []),
    ...legEvidence(facts, 'destination', withDate),
    ...timesOf('Finished', step('finished'), withDate, endField),
    ...transferEvidence(facts),
    ...failureEvidence(facts),
    ...moveEvidence(facts),
    ...eventEvidence(facts),
  ]
}

function statusEvidence(facts: Facts): readonly Evidence[] {
  const { status, source_amount } = facts.orchestration
  return [
    { statement: `Status: ${orchestrationStatusLabel(status)}`, basis: 'reported', from: 'status' },
    {
      statement: source_amount === undefined ? 'Amount: not reported' : 'Amount: as reported, never rounded',
      basis: 'reported',
      from: 'source_amount, source_asset',
    },
    ...(assetsDiffer(facts.orchestration)
      ? [
          {
            statement: 'A conversion is part of it, since the assets differ',
            basis: 'inferred' as const,
            from: 'source_asset, destination_asset',
          },
        ]
      : []),
  ]
}

function originEvidence({ orchestration, rule }: Facts): Evidence {
  const id = orchestration.orchestration_rule_id
  const named = rule?.id === id && rule?.nickname !== undefined
  return {
    statement: id === undefined ? 'Ad hoc: no rule' : 'Made by a rule',
    basis: 'reported',
    from: `orchestration_rule_id${named ? ', rule nickname' : ''}`,
  }
}

function legEvidence(facts: Facts, name: LegName, withDate: boolean): readonly Evidence[] {
  const leg = legFacts(facts, name)
  const times = legTimes(facts, leg)
  const title = name === 'source' ? 'Source transfer' : 'Destination transfer'
  const status = leg.leg === undefined ? 'not in the record' : legStatusLabel(leg.status)
  return [
    { statement: `${title}: ${status}`, basis: 'reported', from: `${name}_transfer.status` },
    ...times.times.flatMap(time => timeEvidence(title, time, withDate, legField(name, times, time))),
  ]
}

function legField(name: LegName, { endFrom }: LegTimes, time: StepTime): string {
  if (time.certainty === 'reported') return `${name} transfer created_at`
  if (time.certainty === 'no-later-than')
    return endFrom === 'transfer' ? `${name} transfer updated_at` : 'updated_at of the finished orchestration'
  return endField(time)
}

function endField({ certainty }: StepTime): string {
  if (certainty === 'event') return 'event created_at'
  return certainty === 'observed' ? "this tab's own polls" : 'updated_at of the finished orchestration'
}

const timesOf = (title: string, step: Step | undefined, withDate: boolean, from: (time: StepTime) => string) =>
  (step?.times ?? []).flatMap(time => timeEvidence(title, time, withDate, from(time)))

const basisOf = {
  reported: 'reported',
  event: 'reported',
  'no-later-than': 'bounded',
  observed: 'bounded',
  between: 'inferred',
} as const

function timeEvidence(title: string, time: StepTime, withDate: boolean, from: string): readonly Evidence[] {
  if (time.certainty === 'unknown') return []
  return [{ statement: `${title}: ${stepTimeText(time, { withDate })}`, basis: basisOf[time.certainty], from }]
}

function failureEvidence(facts: Facts): readonly Evidence[] {
  const place = placeFailure(facts)
  const reason = failReason(facts.orchestration)
  const found: Evidence[] = disagreements(facts).map(({ sentence, about }) => ({
    statement: sentence,
    basis: 'reported',
    from: about === 'event' ? 'status, event type' : 'status, source_transfer.status, destination_transfer.status',
  }))
  if (place?.words) {
    const from = place.step === 'approval' ? 'status' : legNames.map(name => `${name}_transfer.status`).join(', ')
    found.push({ statement: `Failed ${place.words}`, basis: place.inferred ? 'inferred' : 'reported', from })
  }
  if (reason)
    found.push({
      statement: reason.quote === undefined ? 'Paxos gave no reason' : "Paxos's reason: quoted to the letter",
      basis: 'reported',
      from: 'fail_reason.detail',
    })
  return found
}

function moveEvidence(facts: Facts): readonly Evidence[] {
  const move = nextStep(facts)
  if (!move) return []
  const from = move.inferred ? 'nothing reported asks for anything' : 'transfer secondary_status, status_details'
  return [{ statement: `Whose move: ${move.who}`, basis: move.inferred ? 'inferred' : 'reported', from }]
}

function eventEvidence(facts: Facts): readonly Evidence[] {
  const words = eventSearchText(facts)
  const searches = (facts.events?.searches ?? []).map(
    ({ type = 'any type', near, searched, found, whole }): Evidence => ({
      statement: `Events of ${type} searched ten minutes either side of ${utcDateTime(near)}: ${
        found ? 'found' : 'none found'
      } in ${searched}${whole ? '' : ', and not all of them could be looked at'}`,
      basis: 'reported',
      from: 'events: type, created_at, object.id',
    }),
  )
  const gaps = webhookGaps(facts).map(
    (statement): Evidence => ({ statement, basis: 'reported', from: 'event undelivered_webhooks' }),
  )
  return [
    ...(words === undefined ? [] : [{ statement: words, basis: 'reported', from: 'events' } as const]),
    ...searches,
    ...gaps,
  ]
}

/** What the transfer records add to the legs. */
function transferEvidence(facts: Facts): readonly Evidence[] {
  return legNames.flatMap((name): readonly Evidence[] => {
    const { transfer } = legFacts(facts, name)
    if (!transfer) return []
    const title = name === 'source' ? 'Source transfer' : 'Destination transfer'
    return [
      {
        statement: `${title}: its details as its own record has them`,
        basis: 'reported',
        from: `${name} transfer`,
      },
    ]
  })
}
