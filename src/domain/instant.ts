/** A point in time as Paxos wrote it, kept to the last digit. */

/** `text` is RFC 3339 as received; `ms` epoch milliseconds (floored); `nanos` what is left below the millisecond (0–999,999). */
export type Instant = { readonly text: string; readonly ms: number; readonly nanos: number }
