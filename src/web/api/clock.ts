/** The server's clock: ages on the page come from its `Date` header, not from a laptop that may be an hour off. */

let offsetMs = 0

/** Learns the difference between the server's clock and ours from an answer that came at `now`. `Date` has whole seconds. */
export function learnServerTime(date: string | null, now: number = Date.now()): void {
  const serverMs = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(serverMs)) return
  const difference = serverMs - now
  // The header is cut to the second and travelled a while: a smaller difference doesn't count.
  offsetMs = Math.abs(difference) < 2000 ? 0 : difference
}

/** The server's time, in epoch milliseconds. */
export function serverNow(): number {
  return Date.now() + offsetMs
}
