/** A point in time as Paxos wrote it, with all its digits. */

/** `text` is RFC 3339 as received; `ms` epoch milliseconds (floored); `nanos` the rest below the millisecond (0–999,999). */
export type Instant = { readonly text: string; readonly ms: number; readonly nanos: number }

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/

/**
 * Reads an RFC 3339 date-time with an offset and up to nine sub-second digits. Anything else, an impossible date
 * (30 February) or no text at all is undefined: an unreadable time is shown as not reported, never guessed.
 *
 * A leap second (23:59:60 UTC) counts as the last instant of the second before it, so that order is preserved.
 */
export function readInstant(text: string | undefined): Instant | undefined {
  const match = text === undefined ? null : rfc3339.exec(text)
  if (!match || text === undefined) return undefined
  const field = (index: number) => Number(match[index] ?? 0)
  const [year, month, day, hour, minute, second] = [field(1), field(2), field(3), field(4), field(5), field(6)]
  const [offsetHour, offsetMinute] = [field(9), field(10)]
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return undefined

  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // An impossible date rolls over into the next month.
  if (month < 1 || month > 12 || day < 1 || date.getUTCMonth() !== month - 1) return undefined
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute)
  const wholeMinute = date.getTime() + (hour * 60 + minute - offset) * 60_000
  if (second === 60) {
    const lastOfDay = (((wholeMinute / 60_000) % 1440) + 1440) % 1440 === 1439
    return lastOfDay ? { text, ms: wholeMinute + 59_999, nanos: 999_999 } : undefined
  }
  const fraction = (match[7] ?? '').padEnd(9, '0')
  return { text, ms: wholeMinute + second * 1000 + Number(fraction.slice(0, 3)), nanos: Number(fraction.slice(3)) }
}

/** Orders two instants to the nanosecond: negative when `a` is earlier. Their texts may have different offsets. */
export const compareInstants = (a: Instant, b: Instant): number => a.ms - b.ms || a.nanos - b.nanos

/** The latest of the known ones. */
export function latest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((a, b) => (a && b ? (compareInstants(a, b) < 0 ? b : a) : (a ?? b)), undefined)
}

/** Milliseconds from `a` to `b`, with the part below the millisecond as a fraction; negative when `b` is earlier. */
export const msBetween = (a: Instant, b: Instant): number => b.ms - a.ms + (b.nanos - a.nanos) / 1e6

/** An instant of this program, such as "checked at". `ms` is epoch milliseconds; throws a RangeError if invalid. */
export const instantFromMs = (ms: number): Instant => {
  const date = new Date(ms)
  return { text: date.toISOString(), ms: date.getTime(), nanos: 0 }
}
