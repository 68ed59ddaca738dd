/** Durations as text with at most two units, and whether they are exact or bounded. */
import { type Instant, msBetween } from './instant.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const plural = (parts: readonly (readonly [number, string])[]) =>
  parts
    .filter(([count], index) => index === 0 || count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')

/** The resolution of the text at this length: a tenth of a second, a second, a minute, an hour. */
const resolution = (ms: number) => (ms < 10 * second ? 100 : ms < hour ? second : ms < day ? minute : hour)

/** "4 min 9 s", "2 h 14 min", "3 days 4 h", "0.4 s": rounded down. `ms` is milliseconds; negative counts as 0. */
export function durationText(ms: number): string {
  const length = Math.max(0, ms)
  if (length > 0 && length < 100) return 'under 0.1 s'
  if (length < 10 * second) return `${Math.floor(length / 100) / 10} s`
  if (length < minute) return `${Math.floor(length / second)} s`
  const whole = (unit: number, of: number) => Math.floor((length % of) / unit)
  if (length < hour)
    return plural([
      [whole(minute, hour), 'min'],
      [whole(second, minute), 's'],
    ])
  if (length < day)
    return plural([
      [whole(hour, day), 'h'],
      [whole(minute, hour), 'min'],
    ])
  const days = Math.floor(length / day)
  return plural([
    [days, days === 1 ? 'day' : 'days'],
    [whole(hour, day), 'h'],
  ])
}

/** "≤ 4 min 9 s": rounded up, so that it stays an upper bound. */
export function atMostText(ms: number): string {
  const length = Math.max(0, ms)
  const step = resolution(length)
  return `≤ ${durationText(Math.ceil(length / step) * step)}`
}

/** A start or end of a duration: exact (reported, event) or only an upper bound. */
export type Mark = { readonly at: Instant; readonly exact: boolean }

/** A duration, exact or an upper bound. */
export type Took = {
  /** "4 min 9 s", "≤ 4 min 9 s" */
  readonly text: string
  /** For screen readers: "up to 4 min 9 s". */
  readonly spoken: string
  readonly isExact: boolean
}

/**
 * The time between two marks: exact between exact ones, bounded if the end is an upper bound. Undefined when a mark is
 * missing, the start is not exact, or the end is before the start.
 */
export function tookBetween(from: Mark | undefined, to: Mark | undefined): Took | undefined {
  if (!from?.exact || !to) return undefined
  const ms = msBetween(from.at, to.at)
  if (ms < 0) return undefined
  const text = to.exact ? durationText(ms) : atMostText(ms)
  return { text, spoken: text.replace('≤', 'up to'), isExact: to.exact }
}
