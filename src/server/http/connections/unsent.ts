/** Responses that clients don't read: bounded in total bytes, and each of them in time. */
import { Fault } from '../../fault.ts'
import { type Connection, type Connections, least, type Unsent } from './connections.ts'

export type UnsentLimits = {
  /** Total size of the bodies that wait to be sent. One that several connections wait for counts once. */
  readonly unsentBytes: number
  /** How long a response may take to send … */
  readonly sendMs: number
  /** … plus a second for each of this many bytes. */
  readonly sendBytesPerSecond: number
}

/** Fits in the kernel's send buffer, so refusing it would save nothing. */
const smallBytes = 16 * 1024
/** A response that takes longer than this may be cut off to make room. */
const slowMs = 2000

export type UnsentAnswers = {
  /** Total size of what is waiting now. */
  readonly bytes: () => number
  /** Counts a body about to be sent, cutting off slow readers to make room. Throws `overloaded` when that isn't enough. */
  readonly add: (connection: Connection, payload: string | Buffer) => void
  /** The connection that has been reading its response for longest; undefined when none is slow. */
  readonly slowest: () => Connection | undefined
  /** Closes the connections that have run out of time. */
  readonly endLate: () => void
}

type WithUnsent = Connection & { readonly unsent: Unsent }

const hasUnsent = (connection: Connection): connection is WithUnsent => connection.unsent !== undefined

/** `now` is monotonic milliseconds; `cut` closes a connection. */
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
      throw new Fault('overloaded', 'Too many responses are waiting to be sent.', { retryAfter: 5, reason: 'unsent' })
    },
    endLate() {
      for (const connection of all()) {
        const { since, bytes } = connection.unsent
        if (now() - since > limits.sendMs + (bytes / limits.sendBytesPerSecond) * 1000) cut(connection)
      }
    },
  }
}
