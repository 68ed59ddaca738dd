/** The `Retry-After` header, read by its grammar (RFC 9110 sections 5.6.7 and 10.2.3). */

/** The longest wait accepted: a header can ask for centuries. */
const maxWaitMs = 60 * 60_000

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const time = '\\d\\d:\\d\\d:\\d\\d'

/** `Sun, 06 Nov 1994 08:49:37 GMT`, or `Sunday, 06-Nov-94 08:49:37 GMT` as it once was. */
const httpDate = new RegExp(
  `^(?:${day}, \\d\\d ${month} \\d{4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d\\d-${month}-\\d\\d) ${time} GMT$`,
)
/** `Sun Nov  6 08:49:37 1994`, which means UTC although it doesn't say so. */
const asctimeDate = new RegExp(`^${day} ${month} [ \\d]\\d ${time} \\d{4}$`)

/**
 * Milliseconds to wait, from 0 to an hour; undefined when the header is absent or isn't valid. A date counts from the
 * sender's own `date` where it sent one, so that our clock may be wrong.
 */
export function readRetryAfter(header: string | undefined, date: string | undefined, now: Date): number | undefined {
  const waitMs = readSeconds(header) ?? msUntil(readHttpDate(header), readHttpDate(date) ?? now.getTime())
  return waitMs === undefined ? undefined : Math.min(Math.max(0, waitMs), maxWaitMs)
}

const readSeconds = (text: string | undefined) =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) * 1000 : undefined

const msUntil = (until: number | undefined, from: number) => (until === undefined ? undefined : until - from)

/** Milliseconds since 1970; undefined if it is not an HTTP date. `Date.parse` alone reads `-5` as a day in 2001. */
function readHttpDate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const ms = httpDate.test(text) ? Date.parse(text) : asctimeDate.test(text) ? Date.parse(`${text} GMT`) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}
