/** The timeline: every step of a payment in its fixed order, with what is known of each. */

import { compareInstants, type Instant, latest, readInstant } from '../../text/instant.ts'
import { utcDate } from '../../text/time-text.ts'
import type { Facts } from '../facts.ts'
import { placeFailure } from '../failure.ts'
import { conversionStep } from './conversion-step.ts'
import { legStep } from './leg-step.ts'
import { approvalStep, createdStep, finishedStep } from './outer-steps.ts'
import type { Step, StepTime } from './step.ts'
import { instantsOf } from './step-time-text.ts'

/** Builds the steps. Never throws, whatever the status words and times are. */
export function buildTimeline(facts: Facts): readonly Step[] {
  const place = placeFailure(facts)
  const withDate = factsSpanDates(facts)
  const source = legStep(facts, 'source', place, withDate)
  const destination = legStep(facts, 'destination', place, withDate)
  const steps = [
    approvalStep(facts),
    createdStep(facts),
    source.step,
    conversionStep(facts, place, source.times, destination.times),
    destination.step,
    finishedStep(facts, place, withDate),
  ]
  return explainOrder(steps.filter(step => step !== undefined))
}

/** True when the records' times fall on more than one UTC date, so that the words need the date. */
export function factsSpanDates({ orchestration, transfers, events }: Facts): boolean {
  const records = [orchestration, transfers?.source, transfers?.destination]
  const texts = records.flatMap(record => [record?.created_at, record?.updated_at])
  for (const event of events?.found ?? []) texts.push(event.created_at)
  const dates = texts
    .map(readInstant)
    .filter(at => at !== undefined)
    .map(utcDate)
  return new Set(dates).size > 1
}

/** A time earlier than that of a step before it looks like a mistake of this page unless it is explained. */
function explainOrder(steps: readonly Step[]): readonly Step[] {
  let soFar: Instant | undefined
  return steps.map(step => {
    // The approval stands first by meaning: its times are those of the end.
    if (step.name === 'approval') return step
    const before = soFar
    const isEarlier = before && step.times.flatMap(claims).some(at => compareInstants(at, before) < 0)
    // Only exact times can be contradicted: an upper bound may well lie after the next step's start. That the
    // orchestration started processing is no end of its creation.
    const exact = step.times.filter(
      ({ certainty }) => certainty === 'reported' || (certainty === 'event' && step.name !== 'created'),
    )
    soFar = latest(soFar, ...exact.flatMap(instantsOf))
    return isEarlier ? { ...step, notes: [...step.notes, earlierNote] } : step
  })
}

/** The instants that say when something was, at the latest; what is inferred, or where a poll began, claims nothing. */
function claims(time: StepTime): readonly Instant[] {
  if (time.certainty === 'observed') return [time.before]
  return time.certainty === 'between' ? [] : instantsOf(time)
}

const earlierNote = "Earlier than a step before it: these are Paxos's times, and its records are written separately."
