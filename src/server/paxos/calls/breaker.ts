/**
 * A circuit breaker for one endpoint: when half of the calls of the last 30 s fail, the endpoint is left alone.
 *
 * Written here because the sampling of cockatiel's breaker rotates one window per call (at a call every ten seconds its
 * 30 s reach back five minutes), lets callers queue behind the trial call, and reads the wall clock, which can jump.
 */
import type { Clock } from '../../clock.ts'
import { Fault } from '../../fault.ts'

const windowSeconds = 30
const leastCalls = 10
const firstOpenMs = 10_000
const longestOpenMs = 60_000

/** The outcome of one call, told once. */
export type Ticket = {
  readonly succeeded: () => void
  readonly failed: () => void
  /** The call was not made, or says nothing about the endpoint. */
  readonly unknown: () => void
}

export type Breaker = {
  /** Leave to make one call, or a fault while the endpoint is left alone. */
  readonly enter: () => Ticket
  /** Whether calls are refused at this moment. */
  readonly isOpen: () => boolean
}

/** What became of the calls of one second: so many lie in memory, and not one for each call. */
type Second = { readonly at: number; calls: number; failures: number }

export function createBreaker(clock: Clock, onOpen?: (ms: number) => void): Breaker {
  /** Oldest first. */
  let seconds: Second[] = []
  let openUntil: number | undefined
  let openMs = firstOpenMs
  let trial = false

  const refuse = (ms: number) =>
    new Fault('upstream_unavailable', 'Paxos kept failing, so we stopped asking for a moment.', {
      status: 503,
      retryAfter: ms / 1000,
      reason: 'breaker_open',
    })

  function open(ms: number) {
    openMs = ms
    openUntil = clock.now() + ms
    seconds = []
    onOpen?.(ms)
  }

  function record(ok: boolean) {
    const at = Math.floor(clock.now() / 1000)
    let current = seconds.at(-1)
    if (current?.at !== at) {
      current = { at, calls: 0, failures: 0 }
      seconds = [...seconds.filter(second => second.at > at - windowSeconds), current]
    }
    current.calls += 1
    if (!ok) current.failures += 1
    const calls = seconds.reduce((sum, second) => sum + second.calls, 0)
    const failures = seconds.reduce((sum, second) => sum + second.failures, 0)
    if (calls >= leastCalls && failures * 2 >= calls) open(firstOpenMs)
  }

  /** The one call that decides whether to close again. */
  function enterTrial(): Ticket {
    trial = true
    return {
      succeeded: () => {
        trial = false
        openUntil = undefined
      },
      failed: () => {
        trial = false
        open(Math.min(openMs * 2, longestOpenMs))
      },
      unknown: () => {
        trial = false
      },
    }
  }

  return {
    enter: () => {
      if (openUntil !== undefined) {
        const ms = openUntil - clock.now()
        if (ms > 0) throw refuse(ms)
        if (trial) throw refuse(1000)
        return enterTrial()
      }
      // A call that left before the breaker opened tells nothing new when it comes back.
      const settle = (ok: boolean) => openUntil === undefined && record(ok)
      return { succeeded: () => settle(true), failed: () => settle(false), unknown: () => undefined }
    },
    isOpen: () => openUntil !== undefined && openUntil > clock.now(),
  }
}
