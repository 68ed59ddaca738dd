/** "Longer than 96 of the last 100 completed": how long an open payment takes, beside those alike that are done. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { atMostText, durationText } from '../text/duration.ts'
import { isAlike, pairText } from './route.ts'
import { completionBounds } from './rule-statistics.ts'

/** Compared with so many at most. */
const mostCompared = 100
/** Fewer say more about chance than about this payment. */
const fewest = 20

export type TimesAlike = {
  /** Upper bounds in milliseconds, the shortest first. */
  readonly bounds: readonly number[]
  /** Completed ones alike that were looked at, also those without usable times. */
  readonly alike: number
  /** Older completed ones exist that were not looked at. */
  readonly more: boolean
}

/**
 * The newest completed ones alike. Paxos reports no time of completion: each took at most from `created_at` to its last
 * update, so each number is an upper bound.
 */
export function timesAlike(subject: Orchestration, completed: readonly Orchestration[], more: boolean): TimesAlike {
  const all = completed.filter(row => row.status.known === 'COMPLETED' && isAlike(subject, row))
  const newest = all.slice(0, mostCompared)
  return {
    bounds: completionBounds(newest).map(({ ms }) => ms),
    alike: newest.length,
    more: more || all.length > newest.length,
  }
}

/** How many certainly took less: those whose very bound is less. `elapsedMs` is a payment's age so far. */
export const certainlyShorter = ({ bounds }: TimesAlike, elapsedMs: number): number =>
  bounds.filter(bound => bound < elapsedMs).length

/** The bound that so many of a hundred stay within; it bounds that share of the true times as well. */
const within = (bounds: readonly number[], share: number): number =>
  bounds[Math.min(bounds.length - 1, Math.ceil(share * bounds.length) - 1)] ?? Number.NaN

/**
 * "Longer than 96 of the last 100 completed USDC → USDG." `elapsedMs` is how long it has taken so far. Of few there is
 * no judgement, only the counts.
 */
export function comparedSentence(subject: Orchestration, times: TimesAlike, elapsedMs: number): string {
  const { bounds, more } = times
  const count = bounds.length
  const pair = pairText(subject)
  if (count === 0) return `No completed ${pair} ${more ? 'among those looked at ' : ''}to compare with.`
  const shorter = certainlyShorter(times, elapsedMs)
  const which = `${more ? 'the last' : 'all'} ${count} completed ${pair}`
  if (count < fewest) return `Too few to judge by: longer than ${shorter} of ${which}.`
  if (shorter === 0) return `Not longer than any of ${which}, as far as one can tell.`
  return `Longer than ${shorter} of ${which}.`
}

/** How long those alike took, as far as it is bounded: "Half of them took ≤ 1 min 42 s, 95 % ≤ 5 min 10 s, the longest ≤ 40 min." */
export function boundsSentence({ bounds }: TimesAlike): string | undefined {
  const longest = bounds.at(-1)
  if (longest === undefined) return undefined
  const most = atMostText(longest)
  if (bounds.length === 1) return `It took ${most}.`
  if (bounds.length < fewest) return `The longest took ${most}.`
  return `Half of them took ${atMostText(within(bounds, 0.5))}, 95 % ${atMostText(within(bounds, 0.95))}, the longest ${most}.`
}

/** Where the numbers come from, in words. */
export const comparedBasis =
  'Paxos reports no time of completion: each completed one took at most from its creation to its last update, and counts as shorter only when that is less than the age of this one.'

/** "2 h 14 min so far"; of one that was completed meanwhile, what it took at most. */
export const elapsedText = (elapsedMs: number, isDone: boolean): string =>
  isDone ? `took ${atMostText(elapsedMs)}` : `${durationText(elapsedMs)} so far`
