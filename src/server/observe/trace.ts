/** W3C Trace Context: which trace a request belongs to. */
export type Trace = {
  readonly requestId: string
  /** 32 hex digits: the caller's, or the request ID without its dashes. */
  readonly traceId: string
  /** Whether the caller records this trace. Never set for our own. */
  readonly isSampled: boolean
}

/** Later versions may append fields after another dash; `ff` is none. */
const traceparent = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/

/** The trace of a request with this `traceparent` header. One that is malformed, or comes twice, begins a new trace. */
export function traceOf(requestId: string, header: string | readonly string[] | undefined): Trace {
  const [, version, traceId, flags = '', more] = (typeof header === 'string' && traceparent.exec(header)) || []
  if (traceId === undefined || (version === '00' && more !== undefined)) {
    return { requestId, traceId: requestId.replaceAll('-', ''), isSampled: false }
  }
  return { requestId, traceId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** The header of a request that follows: a span of its own in the same trace. `random` gives 0 to 1. */
export function traceparentOf({ traceId, isSampled }: Trace, random: () => number): string {
  // A span ID of zeros is invalid.
  const half = () => (1 + Math.floor(random() * (2 ** 32 - 1))).toString(16).padStart(8, '0')
  return `00-${traceId}-${half()}${half()}-0${isSampled ? 1 : 0}`
}
