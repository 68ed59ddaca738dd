/** "Slower than 96 of the last 100 USDC → USDG.": how long an open orchestration takes, beside similar ones that completed. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { statusMeaning } from '../orchestration/status.ts'
import { atMostText, durationText } from '../text/duration.ts'
import { completionBounds } from './completion-bounds.ts'
import { isAlike, pairText } from './route.ts'

/** Compared with so many at most. */
const maxCompared = 100
/** Fewer say more about chance than about this orchestration. */
const minCompared = 20

export type TimesAlike = {
  /** Upper bounds in milliseconds, the shortest first. */
  readonly bounds: readonly number[]
  /** Completed ones alike that were looked at, also those without usable times. */
  readonly alike: number
  /** Older completed ones exist that were not looked at. */
  readonly more: boolean
}

/**
 * The newest completed ones that are similar. Paxos reports no time of completion: each took at most from `created_at` to its last
 * update, so each number is an upper bound.
 */
export function timesAlike(subject: Orchestration, completed: readonly Orchestration[], more: boolean): TimesAlike {
  const all = completed.filter(row => statusMeaning(row.status).isSuccess && isAlike(subject, row))
  const newest = all.slice(0, maxCompared)
  return {
    bounds: completionBounds(newest).map(({ ms }) => ms),
    alike: newest.length,
    more: more || all.length > newest.length,
  }
}

/** How many certainly took less: those whose very bound is less. `elapsedMs` is the age so far. */
export const certainlyShorter = ({ bounds }: TimesAlike, elapsedMs: number): number =>
  bounds.filter(bound => bound < elapsedMs).length

/** The bound that so many of a hundred stay within; it bounds that part of the true times as well. */
const within = (bounds: readonly number[], fraction: number): number =>
  bounds[Math.min(bounds.length - 1, Math.ceil(fraction * bounds.length) - 1)] ?? Number.NaN

/**
 * "Slower than 96 of the last 100 USDC → USDG." `elapsedMs` is how long it has taken so far. Of few there is no verdict,
 * only their number.
 */
export function comparedSentence(subject: Orchestration, times: TimesAlike, elapsedMs: number): string {
  const { bounds, more } = times
  const count = bounds.length
  const pair = pairText(subject)
  if (count === 0) return `No completed ${pair} ${more ? 'among those looked at ' : ''}to compare with.`
  if (count < minCompared) return `Too few to compare: ${count} completed ${pair}.`
  const slower = certainlyShorter(times, elapsedMs)
  if (slower === 0) return 'Within the usual range.'
  const which = more ? `the last ${count}` : count
  return slower === count
    ? `Slower than all ${more ? `of ${which}` : which} ${pair}.`
    : `Slower than ${slower} of ${which} ${pair}.`
}

/** How long the similar ones took, as far as it is bounded: "Half took ≤ 1 min 42 s, 95 % ≤ 5 min 10 s, the slowest ≤ 40 min." */
export function boundsSentence({ bounds }: TimesAlike): string | undefined {
  const longest = bounds.at(-1)
  if (longest === undefined) return undefined
  const most = atMostText(longest)
  if (bounds.length === 1) return `It took ${most}.`
  if (bounds.length < minCompared) return `The slowest took ${most}.`
  return `Half took ${atMostText(within(bounds, 0.5))}, 95 % ${atMostText(within(bounds, 0.95))}, the slowest ${most}.`
}

/** Where the numbers come from. */
export const comparedBasis = 'Durations are upper bounds (creation to last update).'

/** "2 h 14 min so far"; of one that was completed meanwhile, what it took at most. */
export const elapsedText = (elapsedMs: number, isDone: boolean): string =>
  isDone ? `took ${atMostText(elapsedMs)}` : `${durationText(elapsedMs)} so far`
