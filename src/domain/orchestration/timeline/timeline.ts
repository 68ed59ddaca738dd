/** The timeline: every step of an orchestration in its fixed order, with what is known of each. */
import { compareInstants, type Instant, latest, msBetween, readInstant } from '../../text/instant.ts'
import { utcDate } from '../../text/time-text.ts'
import type { Facts } from '../facts.ts'
import { placeFailure } from '../failure.ts'
import type { Tone } from '../status.ts'
import { conversionStep } from './conversion-step.ts'
import { legStep } from './leg-step.ts'
import { approvalStep, createdStep, endedStep } from './outer-steps.ts'
import type { Bar, Marker, Step, StepDraft, StepState, StepTime } from './step.ts'
import { instantsOf } from './step-time-text.ts'

/** Builds the steps. Never throws, whatever the statuses and times are. */
export function buildTimeline(facts: Facts): readonly Step[] {
  const place = placeFailure(facts)
  const source = legStep(facts, 'source', place)
  const destination = legStep(facts, 'destination', place)
  const drafts = [
    createdStep(facts),
    approvalStep(facts),
    source.step,
    conversionStep(facts, place, source.times, destination.times),
    destination.step,
    endedStep(facts, place),
  ].filter(step => step !== undefined)
  const span = spanOf(facts, drafts)
  const open = openStep(drafts)?.name
  return explainOrder(drafts).map((draft, index, all) => finished(draft, index, all, span, open))
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

const empty: Marker = { shape: 'empty', tone: 'neutral' }
const plain = <Name extends Tone & Marker['shape']>(name: Name): Marker => ({ shape: name, tone: name })

/** One mark for each state: what looks the same means the same. */
const markers: Readonly<Record<StepState, Marker>> = {
  done: plain('completed'),
  underway: plain('processing'),
  held: { shape: 'held', tone: 'pending' },
  waiting: plain('pending'),
  planned: { shape: 'planned', tone: 'neutral' },
  failed: plain('failed'),
  rejected: plain('rejected'),
  ended: { shape: 'planned', tone: 'neutral' },
  'never-started': empty,
  'not-started': empty,
  'not-reached': empty,
  'not-reported': empty,
  unclear: empty,
  unrecognised: { shape: 'unknown', tone: 'neutral' },
}

const markerOf = ({ state, inferred }: StepDraft): Marker =>
  inferred && (state === 'done' || state === 'underway') ? { shape: 'inferred', tone: 'neutral' } : markers[state]

type Span = { readonly from: Instant; readonly ms: number } | undefined

/** From the creation to the last known time; undefined where there is nothing to measure by. */
function spanOf({ orchestration, transfers }: Facts, drafts: readonly StepDraft[]): Span {
  const from = readInstant(orchestration.created_at)
  const updates = [orchestration, transfers?.source, transfers?.destination].map(record =>
    readInstant(record?.updated_at),
  )
  const to = latest(...drafts.flatMap(({ times, end }) => [...times.flatMap(instantsOf), end?.at]), ...updates)
  const ms = from && to ? msBetween(from, to) : 0
  return from && ms > 0 ? { from, ms } : undefined
}

/** Adds what depends on the other steps. */
function finished(
  draft: StepDraft,
  index: number,
  all: readonly StepDraft[],
  span: Span,
  open: StepDraft['name'] | undefined,
): Step {
  const { start, end, ...rest } = draft
  const marker = markerOf(draft)
  return {
    ...rest,
    marker,
    line: lineOf(index, all),
    bar: barOf(draft, marker.tone, span),
    isOpen: draft.name === open,
  }
}

/** The bar of a step under way goes on to the last known time: it is not over. */
function barOf({ state, start, end }: StepDraft, tone: Tone, span: Span): Bar | undefined {
  if (!span || !start) return undefined
  const isRunning = state === 'underway' || state === 'held'
  if (!end && !isRunning) return undefined
  const at = (instant: Instant) => Math.min(1, Math.max(0, msBetween(span.from, instant) / span.ms))
  const [from, to] = [at(start.at), end ? at(end.at) : 1]
  return to < from ? undefined : { from, to, isExact: start.exact && end?.exact === true, tone }
}

const isReported = ({ inferred, state }: StepDraft) =>
  !inferred && markers[state].shape !== 'empty' && state !== 'planned'

function lineOf(index: number, all: readonly StepDraft[]): Step['line'] {
  if (all.slice(0, index + 1).some(({ failure }) => failure !== undefined)) return 'faint'
  const [step, next] = [all[index], all[index + 1]]
  return step && next && isReported(step) && isReported(next) ? 'solid' : 'dashed'
}

/** The leg that the reader came for: the one that failed, else one that is held, else one under way. */
function openStep(all: readonly StepDraft[]): StepDraft | undefined {
  const legs = all.filter(({ name }) => name === 'source' || name === 'destination')
  return (
    legs.find(({ failure }) => failure === 'primary') ??
    legs.find(({ state }) => state === 'held') ??
    legs.find(({ state }) => state === 'underway')
  )
}

/** A time earlier than that of the step before it looks like a mistake on this page unless it is explained. */
function explainOrder(steps: readonly StepDraft[]): readonly StepDraft[] {
  let soFar: Instant | undefined
  return steps.map(step => {
    // A rejection is the orchestration's end, whatever its legs did meanwhile.
    if (step.name === 'approval' && step.failure) return step
    const before = soFar
    const isEarlier = before && step.times.flatMap(claims).some(at => compareInstants(at, before) < 0)
    // Only exact times can be contradicted: an upper bound may well lie after the next step's start. That the
    // orchestration started processing is not the end of its creation.
    const exact = step.times.filter(
      ({ certainty }) => certainty === 'reported' || (certainty === 'event' && step.name !== 'created'),
    )
    soFar = latest(soFar, ...exact.flatMap(instantsOf))
    return isEarlier ? { ...step, notes: [...step.notes, [earlierNote]] } : step
  })
}

/** The instants by which something had happened; what is inferred, or when a poll began, claims nothing. */
function claims(time: StepTime): readonly Instant[] {
  if (time.certainty === 'observed') return [time.before]
  return time.certainty === 'between' ? [] : instantsOf(time)
}

const earlierNote = "Earlier than a step before it: these are Paxos's times, and its records are written separately."
