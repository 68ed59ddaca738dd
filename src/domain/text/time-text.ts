/** Instants as text: UTC first, local time beside it. */

import type { Instant } from './instant.ts'

/** Epoch time has no leap seconds, so their digits come from the text. */
const isLeapSecond = (i: Instant) => i.text.slice(17, 19) === '60'

function utcFields(i: Instant): { date: string; time: string } {
  const [date = '', rest = ''] = new Date(i.ms).toISOString().split('T')
  return { date, time: isLeapSecond(i) ? `${rest.slice(0, 6)}60` : rest.slice(0, 8) }
}

/** "2026-04-20" */
export const utcDate = (i: Instant): string => utcFields(i).date

/** "12:30:01 UTC" */
export const utcTime = (i: Instant): string => `${utcFields(i).time} UTC`

/** "2026-04-20 12:30:01 UTC" */
export function utcDateTime(i: Instant): string {
  const { date, time } = utcFields(i)
  return `${date} ${time} UTC`
}

/** "2026-04-20 12:30:01.397730 UTC": in UTC, with exactly the sub-second digits received. */
export function utcPrecise(i: Instant): string {
  const { date, time } = utcFields(i)
  return `${date} ${time}${/\.\d+/.exec(i.text)?.[0] ?? ''} UTC`
}

/** Offset from UTC at an instant, in minutes. */
export type Zone = (i: Pick<Instant, 'ms'>) => number
export const utcZone: Zone = () => 0

/** This machine's. `Intl` would take 30 ms to start. */
let ownOffset: Zone = i => -new Date(i.ms).getTimezoneOffset()

/** The reader's zone. */
export const ownZone: Zone = i => ownOffset(i)

/** Makes another zone the reader's: a server is elsewhere. */
export function setOwnZone(zone: Zone): void {
  ownOffset = zone
}

/** "UTC", "UTC+2", "UTC+5:30" */
function zoneText(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC'
  const size = Math.abs(offsetMinutes)
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `UTC${offsetMinutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`
}

/**
 * "14:30 your time (UTC+2)", with the local date in front if it differs from the UTC date beside it:
 * "2026-04-21 00:30 your time (UTC+2)". `offsetMinutes` is the zone's offset at that instant, by default the browser's;
 * `beside` the instant whose UTC date is on the screen, if it is another one.
 */
export function localTime(i: Instant, offsetMinutes: number = ownOffset(i), beside: Instant = i): string {
  const [date = '', time = ''] = new Date(i.ms + offsetMinutes * 60_000).toISOString().split('T')
  return `${date === utcDate(beside) ? '' : `${date} `}${time.slice(0, 5)} your time (${zoneText(offsetMinutes)})`
}

/**
 * Converts UTC text of an instant (`utcDateTime`, `utcPrecise`) to the reader's zone in the same format:
 * "2026-04-20 14:30:01 UTC+2". A time without a date gets the local date in front if it differs from the UTC date.
 */
export function inOwnZone(i: Instant, words: string, offsetMinutes: number = ownOffset(i)): string {
  const own = { ...i, ms: i.ms + offsetMinutes * 60_000 }
  const date = words.startsWith(`${utcDate(i)} `) || utcDate(own) !== utcDate(i) ? `${utcDate(own)} ` : ''
  const zone = words.endsWith(' UTC') ? ` ${zoneText(offsetMinutes)}` : ''
  return `${date}${utcFields(own).time}${/\.\d+/.exec(words)?.[0] ?? ''}${zone}`
}

const inZone = (i: Instant, zone: Zone): Instant => ({ ...i, ms: i.ms + zone(i) * 60_000 })

/** "12:34:10" */
export const clockIn = (i: Instant, zone: Zone): string => utcFields(inZone(i, zone)).time

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "20 Apr 2026" */
export function dayIn(i: Instant, zone: Zone): string {
  const [year, month, day] = utcDate(inZone(i, zone)).split('-')
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`
}

/** "times in UTC", "your time (UTC+2)": shown once for times without a zone. */
export const zoneCaption = (i: Instant | undefined, zone: Zone): string =>
  zone === utcZone ? 'times in UTC' : i === undefined ? 'your time' : `your time (${zoneText(zone(i))})`

/** Tolerated clock skew; a timestamp further ahead is in the future. */
const skewMs = 5_000

/** True for an instant ahead of the server's clock by more than clock skew; the page flags it. */
export const isFuture = (i: Instant, nowMs: number): boolean => i.ms - nowMs > skewMs

const day = 86_400_000
const month = 30.436_875 * day
const ageUnits: readonly (readonly [from: number, size: number, unit: string])[] = [
  [24 * month, 12 * month, ' years'],
  [2 * month, month, ' months'],
  [2 * day, day, ' days'],
  [3_600_000, 3_600_000, ' h'],
  [60_000, 60_000, ' min'],
  [0, 1000, ' s'],
]

/** "3 h ago", "just now", "7 months ago"; a future instant "in 3 h". `nowMs` is the server's clock. */
export function ageText(i: Instant, nowMs: number): string {
  const age = nowMs - i.ms
  if (age < 3_000 && age >= -skewMs) return 'just now'
  const size = Math.abs(age)
  const [, unitMs, unit] = ageUnits.find(([from]) => size >= from) ?? [0, 1000, ' s']
  const words = `${Math.floor(size / unitMs)}${unit}`
  return age < 0 ? `in ${words}` : `${words} ago`
}
