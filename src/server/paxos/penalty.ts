/**
 * What one 429 of the upstream does to everything that goes there: Paxos then throttles the whole egress IP for five
 * minutes, so nothing is sent until that is over, then one probe, then a quarter of the budget, then all of it.
 */
import type { Clock, Random } from '../clock.ts'
import { Fault } from '../fault.ts'

const minute = 60_000
/** The longest that repeated 429s make us wait, and the longest `Retry-After` that is believed. */
const longestDoubling = 30 * minute
const longestRetryAfter = 60 * minute
const ramp = minute
const rampShare = 0.25

export type PenaltyOptions = {
  readonly environment: string
  /** The least wait after a 429: 300 s for Paxos, less for the embedded demo. */
  readonly minimumMs: number
  readonly clock: Clock
  readonly random: Random
  /** Told when a stop begins: how long, and what the upstream asked for (ms). */
  readonly onStop?: (stop: { readonly waitMs: number; readonly askedMs: number | undefined }) => void
  readonly onResume?: () => void
}

/** Leave to send one request. Exactly one of its methods is called when the outcome is known. */
export type Permit = {
  /** Any answer but a 429. */
  readonly answered: () => void
  /** No answer: tells nothing about the throttling. */
  readonly unanswered: () => void
  /** A 429, with the `Retry-After` it carried (ms). Gives the fault to answer with. */
  readonly throttled: (retryAfterMs: number | undefined) => Fault
}

export type Penalty = {
  /** Throws the fault that `enter` would: asked before anything is taken that a refusal would waste. */
  readonly check: () => void
  /** Leave to send one request, or a fault that says how long to wait. */
  readonly enter: () => Permit
  /** The part of the rate budget that may be used: a quarter after a stop, then all. */
  readonly share: () => number
  /** Milliseconds until something may be sent again; 0 when nothing is stopped. */
  readonly remainingMs: () => number
  /** Until a probe was answered: what can wait should, so that the probe is a request that someone waits for. */
  readonly isStopped: () => boolean
}

type Phase = 'open' | 'stopped' | 'probing' | 'ramp'

export function createPenalty({ environment, minimumMs, clock, random, onStop, onResume }: PenaltyOptions): Penalty {
  let phase: Phase = 'open'
  let until = 0
  let strikes = 0
  let stops = 0

  const remainingMs = () => (phase === 'stopped' ? Math.max(0, until - clock.now()) : 0)

  const refuse = (ms: number) =>
    new Fault('upstream_penalty', `Paxos asked us to slow down. Nothing is sent to ${environment} for now.`, {
      retryAfter: ms / 1000,
    })

  function stop(askedMs: number | undefined) {
    strikes += 1
    const least = Math.min(minimumMs * 2 ** (strikes - 1), longestDoubling)
    const asked = Math.min(askedMs ?? 0, longestRetryAfter)
    // 5 to 15 s beside the 300 s minimum, in proportion where the minimum is another: replicas must not return as one.
    const jitter = (minimumMs / 60) * (1 + 2 * random())
    const waitMs = Math.max(asked, least) + jitter
    until = clock.now() + waitMs
    phase = 'stopped'
    stops += 1
    onStop?.({ waitMs, askedMs })
  }

  /** A 429 to a request that left before the stop: it says nothing new, unless it asks for a longer wait. */
  function extend(askedMs: number | undefined) {
    const asked = Math.min(askedMs ?? 0, longestRetryAfter)
    until = Math.max(until, clock.now() + asked)
  }

  function permit(probe: boolean): Permit {
    const issuedAt = stops
    return {
      answered: () => {
        if (!probe || issuedAt !== stops) return
        phase = 'ramp'
        until = clock.now() + ramp
        onResume?.()
      },
      unanswered: () => {
        if (!probe || issuedAt !== stops) return
        // The next request is the probe. `until` is in the past already.
        phase = 'stopped'
      },
      throttled: askedMs => {
        if (issuedAt !== stops && phase === 'stopped') extend(askedMs)
        else stop(askedMs)
        return refuse(remainingMs())
      },
    }
  }

  function check() {
    if (phase === 'probing') throw refuse(2000)
    const ms = remainingMs()
    if (ms > 0) throw refuse(ms)
  }

  function enter(): Permit {
    check()
    endRamp()
    if (phase !== 'stopped') return permit(false)
    phase = 'probing'
    return permit(true)
  }

  function endRamp() {
    if (phase !== 'ramp' || clock.now() < until) return
    phase = 'open'
    strikes = 0
  }

  return {
    check,
    enter,
    share: () => {
      endRamp()
      return phase === 'ramp' ? rampShare : 1
    },
    remainingMs,
    isStopped: () => phase === 'stopped' || phase === 'probing',
  }
}
