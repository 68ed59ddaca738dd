/** The `Retry-After` header (RFC 9110 section 10.2.3). */

/** Milliseconds to wait, or undefined when the header is absent or means nothing. */
export function readRetryAfter(header: string | undefined, date: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,10}$/.test(header)) return Number(header) * 1000
  const until = Date.parse(header)
  if (Number.isNaN(until)) return undefined
  // Against the sender's own clock where it told us, so that ours may be wrong.
  const from = date === undefined ? Number.NaN : Date.parse(date)
  return Math.max(0, until - (Number.isNaN(from) ? now.getTime() : from))
}
