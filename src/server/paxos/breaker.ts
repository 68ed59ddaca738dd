/**
 * A circuit breaker for one endpoint: when half of the calls of the last 30 s fail, the endpoint is left alone.
 *
 * Written here because the sampling of cockatiel's breaker rotates one window per call (at a call every ten seconds its
 * 30 s reach back five minutes), lets callers queue behind the trial call, and reads the wall clock, which can jump.
 */
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'

const windowMs = 30_000
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

export function createBreaker(clock: Clock, onOpen?: (ms: number) => void): Breaker {
  let outcomes: { readonly at: number; readonly ok: boolean }[] = []
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
    outcomes = []
    onOpen?.(ms)
  }

  function record(ok: boolean) {
    const now = clock.now()
    outcomes = outcomes.filter(({ at }) => at > now - windowMs)
    outcomes.push({ at: now, ok })
    const failures = outcomes.filter(outcome => !outcome.ok).length
    if (outcomes.length >= leastCalls && failures * 2 >= outcomes.length) open(firstOpenMs)
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
