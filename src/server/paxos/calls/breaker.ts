/**
 * A circuit breaker for one endpoint: it opens when half of the calls of the last 30 s fail.
 *
 * Our own because cockatiel's sampling breaker rotates one window per call (at one call in ten seconds, its 30 s reach
 * back five minutes), queues callers behind the trial call, and reads the wall clock, which can jump.
 */
import type { Clock } from '../../clock.ts'
import { Fault } from '../../fault.ts'

const windowSeconds = 30
const minCalls = 10
const minOpenMs = 10_000
const maxOpenMs = 60_000

/** Takes the outcome of one call, once. */
export type Ticket = {
  readonly succeeded: () => void
  readonly failed: () => void
  /** The call was not made, or its outcome says nothing about the endpoint. */
  readonly unknown: () => void
}

export type Breaker = {
  /** Permission for one call; throws a fault while the breaker is open. */
  readonly enter: () => Ticket
  /** Whether calls are currently refused. */
  readonly isOpen: () => boolean
}

/** The calls of one second, which bounds the memory for all of them. */
type Second = { readonly at: number; calls: number; failures: number }

export function createBreaker(clock: Clock, onOpen?: (ms: number) => void): Breaker {
  /** Oldest first. */
  let seconds: Second[] = []
  let openUntil: number | undefined
  let openMs = minOpenMs
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
    if (calls >= minCalls && failures * 2 >= calls) open(minOpenMs)
  }

  /** The call that decides whether to close again. */
  function enterTrial(): Ticket {
    trial = true
    return {
      succeeded: () => {
        trial = false
        openUntil = undefined
      },
      failed: () => {
        trial = false
        open(Math.min(openMs * 2, maxOpenMs))
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
      // A call that was sent before the breaker opened says nothing new.
      const settle = (ok: boolean) => openUntil === undefined && record(ok)
      return { succeeded: () => settle(true), failed: () => settle(false), unknown: () => undefined }
    },
    isOpen: () => openUntil !== undefined && openUntil > clock.now(),
  }
}
