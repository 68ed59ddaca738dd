/** Times as Paxos writes them: RFC 3339 with up to nanoseconds, where JavaScript's Date stops at milliseconds. */

const rfc3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/

/** Nanoseconds since the epoch; undefined for anything but an RFC 3339 date and time. */
export function readInstant(text: string): bigint | undefined {
  const [, date, time, fraction = '', zone] = rfc3339.exec(text) ?? []
  if (!date || !time || !zone) return undefined
  const ms = Date.parse(`${date}T${time}${zone.toUpperCase()}`)
  // Date.parse reads 30 February as a day in March; RFC 3339 has no such day.
  const sameDay = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(ms) || Number.isNaN(sameDay.getTime()) || !sameDay.toISOString().startsWith(date)) return undefined
  return BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

/** Writes an instant with microseconds, or with nanoseconds if it has any. */
export function stamp(nanoseconds: bigint): string {
  // BigInt division rounds towards zero; before 1970 that would be a second too late.
  const remainder = nanoseconds % 1_000_000_000n
  const below = remainder < 0n ? remainder + 1_000_000_000n : remainder
  const whole = new Date(Number((nanoseconds - below) / 1_000_000n)).toISOString().slice(0, 19)
  const fraction = String(below).padStart(9, '0')
  return `${whole}.${fraction.endsWith('000') ? fraction.slice(0, 6) : fraction}Z`
}

export const fromMilliseconds = (ms: number): bigint => BigInt(Math.round(ms)) * 1_000_000n

/** `seconds` may be a fraction, down to microseconds, and negative. */
export const after = (instant: bigint, seconds: number): bigint =>
  instant + BigInt(Math.round(seconds * 1_000_000)) * 1000n

/** Durations in seconds, so that a scenario reads `3 * hour` before the start. */
export const minute = 60
export const hour = 3600
export const day = 86_400
