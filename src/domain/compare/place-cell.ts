/** "Where it is now": the active step, for how long, and whether nothing has been heard for too long. */
import type { Facts } from '../orchestration/facts.ts'
import { legFacts, legNames, legTitles } from '../orchestration/leg.ts'
import { defaultThresholds, quietFor } from '../orchestration/quiet.ts'
import { railName } from '../orchestration/rails.ts'
import type { Step } from '../orchestration/timeline/step.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { durationText } from '../text/duration.ts'
import { type Instant, readInstant } from '../text/instant.ts'
import type { Cell, StripReads } from './cell.ts'

/** Half a minute without an update is normal. */
const silenceMs = 60_000

export function placeCell(facts: Facts, { nowMs, thresholds = defaultThresholds }: StripReads): Cell {
  const heading = 'Where it is now'
  const active = activeStep(buildTimeline(facts))
  const quiet = quietFor(facts, nowMs, thresholds)
  const more = quiet && quiet.ms >= silenceMs ? [quiet.sentence] : []
  if (!active) return { heading, state: 'ready', text: restText(facts), more }
  const since = sinceOf(facts, active)
  const duration = since && durationText(Math.max(0, nowMs - since.at.ms))
  return {
    heading,
    state: 'ready',
    text: [placeText(facts, active), ...(since ? [`for ${since.isExact ? '' : 'at least '}${duration}`] : [])].join(
      ', ',
    ),
    more,
    link: active.name === 'source' || active.name === 'destination' ? active.name : undefined,
  }
}

/** Where no step is active: what the transfers came to. */
function restText(facts: Facts): string {
  const legs = legNames.map(name => legFacts(facts, name))
  if (legs.every(({ progress }) => progress === 'completed')) return 'Both transfers completed.'
  const failed = legs.find(({ progress }) => progress === 'failed')
  return failed ? `${legTitles[failed.name]}, failed` : "Paxos doesn't say."
}

/** What is held, waits or is under way; before anything began, the step that is next. */
const activeStep = (steps: readonly Step[]): Step | undefined =>
  steps.find(({ state }) => state === 'held' || state === 'waiting') ??
  steps.find(({ state, inferred }) => state === 'underway' && !inferred) ??
  steps.find(({ state }) => state === 'underway') ??
  steps.find(({ name, state }) => name !== 'created' && state === 'planned')

/** "Destination transfer on Polygon", "Probably the conversion", "Source transfer, not started". */
function placeText(facts: Facts, { name, title, state, inferred }: Step): string {
  const rail = name === 'source' || name === 'destination' ? railName(legFacts(facts, name).endpoint) : undefined
  const place = inferred ? `Probably the ${title.toLowerCase()}` : title
  const on = rail === undefined ? place : `${place} (${rail})`
  return state === 'planned' ? `${on}, not started` : on
}

type Since = { readonly at: Instant; readonly isExact: boolean }

/** Since when a step lasts: from its first reported time, or at least from the end of the one before it. */
function sinceOf(facts: Facts, step: Step): Since | undefined {
  if (step.state === 'planned') return undefined
  const start = step.times.find(({ certainty }) => certainty === 'reported' || certainty === 'event')
  if (start && 'at' in start) return { at: start.at, isExact: true }
  const at = readInstant(facts.orchestration.created_at)
  if (step.name === 'approval' && at) return { at, isExact: true }
  if (step.name !== 'conversion') return undefined
  const ended = buildTimeline(facts).find(({ name }) => name === 'source')?.when
  return ended && 'at' in ended ? { at: ended.at, isExact: ended.certainty === 'event' } : undefined
}
