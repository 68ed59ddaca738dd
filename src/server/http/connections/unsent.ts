/** Answers that clients do not take: bounded in bytes all together, and each of them in time. */
import { Fault } from '../../fault.ts'
import { type Connection, type Connections, least, type Unsent } from './connections.ts'

export type UnsentLimits = {
  /** Of all bodies that wait to be sent; one that several connections wait for is there once. */
  readonly unsentBytes: number
  /** An answer may take so long to leave … */
  readonly sendMs: number
  /** … and a second more for so many bytes. */
  readonly sendBytesPerSecond: number
}

/** The system takes as much off our hands at once; refusing it would save nothing. */
const smallBytes = 16 * 1024
/** An answer that has been leaving for so long may have to make room. */
const slowMs = 2000

export type UnsentAnswers = {
  /** How much waits now. */
  readonly bytes: () => number
  /** Counts a body that is about to leave. Slow readers make room for it; throws `overloaded` when they cannot. */
  readonly add: (connection: Connection, payload: string | Buffer) => void
  /** Whoever has been taking an answer for longest, if anyone is slow. */
  readonly slowest: () => Connection | undefined
  /** Ends the connections of those who take longer than they may. */
  readonly endLate: () => void
}

type WithUnsent = Connection & { readonly unsent: Unsent }

const hasUnsent = (connection: Connection): connection is WithUnsent => connection.unsent !== undefined

/** `now` is monotonic milliseconds; `cut` ends a connection. */
export function createUnsentAnswers(
  connections: Connections,
  limits: UnsentLimits,
  now: () => number,
  cut: (connection: Connection) => void,
): UnsentAnswers {
  const all = () => connections.all().filter(hasUnsent)

  function bytes(): number {
    const bodies = new Map(all().map(({ unsent }) => [unsent.payload, unsent.bytes]))
    return [...bodies.values()].reduce((total, one) => total + one, 0)
  }

  const slowest = () =>
    least(
      all().filter(({ unsent }) => now() - unsent.since > slowMs),
      ({ unsent }) => unsent.since,
    )

  function hasRoom(): boolean {
    while (bytes() > limits.unsentBytes) {
      const slow = slowest()
      if (!slow) return false
      cut(slow)
    }
    return true
  }

  return {
    bytes,
    slowest,
    add(connection, payload) {
      const size = Buffer.byteLength(payload)
      connection.unsent = { payload, bytes: size, since: now() }
      if (size <= smallBytes || hasRoom()) return
      connection.unsent = undefined
      throw new Fault('overloaded', 'Too much is waiting to be sent.', { retryAfter: 5, reason: 'unsent' })
    },
    endLate() {
      for (const connection of all()) {
        const { since, bytes } = connection.unsent
        if (now() - since > limits.sendMs + (bytes / limits.sendBytesPerSecond) * 1000) cut(connection)
      }
    },
  }
}
