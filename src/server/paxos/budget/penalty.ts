/**
 * What follows a 429. Paxos throttles the whole egress IP for five minutes, so nothing is sent until that is over; then
 * one probe, a quarter of the budget for a minute, and all of it.
 */
import { randomUUID } from 'node:crypto'
import type { Clock, Random } from '../../clock.ts'
import { Fault } from '../../fault.ts'

const minute = 60_000
/** The longest wait after repeated 429s. */
const maxDoubledMs = 30 * minute
const ramp = minute
const rampFraction = 0.25
/** A probe without an outcome counts as lost after this, which is longer than a read with its token takes. */
const probeMs = 15_000

export type PenaltyOptions = {
  readonly environment: string
  /** The shortest wait after a 429: 300 s for Paxos, less for the demo. */
  readonly minimumMs: number
  readonly clock: Clock
  readonly random: Random
  /** Called when a stop begins, with its length and what Paxos asked for (ms). */
  readonly onStop?: (stop: { readonly waitMs: number; readonly askedMs: number | undefined }) => void
  readonly onResume?: () => void
  /** Called after each change of the state, but not for an adopted state. */
  readonly onChange?: () => void
}

/** Permission to send one request. Exactly one method is called, once the outcome is known. */
export type Permit = {
  /** Any answer but a 429. */
  readonly answered: () => void
  /** No answer, which says nothing about throttling. */
  readonly unanswered: () => void
  /** A 429, with its `Retry-After` (ms, at most an hour). Returns the fault to answer with. */
  readonly throttled: (retryAfterMs: number | undefined) => Fault
}

export type Penalty = {
  /** Throws the fault that `enter` would throw. Call it before taking anything that a refusal would waste. */
  readonly check: () => Promise<void>
  /** Permission to send one request; throws a fault that says how long to wait. */
  readonly enter: () => Promise<Permit>
  /** The fraction of the rate budget that may be used: a quarter after a stop, then all. */
  readonly budgetFraction: () => number
  /** Milliseconds until requests may be sent again; 0 when nothing is stopped. */
  readonly remainingMs: () => number
  /** True until a probe is answered. Background work waits, so that the probe is a request that someone needs. */
  readonly isStopped: () => boolean
}

/** The state of an environment, as a value that replicas can share. */
export type PenaltyState = {
  readonly phase: 'open' | 'stopped' | 'probing' | 'ramp'
  /** When the stop, the wait for the probe or the ramp ends (monotonic ms). */
  readonly until: number
  /** Consecutive 429s; each doubles the wait. */
  readonly strikes: number
  /** IDs of the latest stop and the latest probe. */
  readonly stop: string
  readonly probe: string
}

/** The penalty of one process. */
export type OwnPenalty = Penalty & {
  readonly state: () => PenaltyState
  /** Continues from the state of another process. */
  readonly adopt: (state: PenaltyState) => void
}

export function createPenalty(options: PenaltyOptions): OwnPenalty {
  const { environment, minimumMs, clock, random, onStop, onResume, onChange } = options
  let state: PenaltyState = { phase: 'open', until: 0, strikes: 0, stop: '', probe: '' }

  const remainingMs = () => (state.phase === 'stopped' ? Math.max(0, state.until - clock.now()) : 0)

  const refuse = (ms: number) =>
    new Fault('upstream_penalty', `Paxos asked us to slow down. Nothing is sent to ${environment} for now.`, {
      retryAfter: ms / 1000,
    })

  function change(changed: Partial<PenaltyState>) {
    state = { ...state, ...changed }
    onChange?.()
  }

  function stop(askedMs: number | undefined) {
    const strikes = state.strikes + 1
    const minMs = Math.min(minimumMs * 2 ** (strikes - 1), maxDoubledMs)
    // 5 to 15 s for the minimum of 300 s, proportional otherwise: replicas must not resume at the same moment.
    const jitter = (minimumMs / 60) * (1 + 2 * random())
    const waitMs = Math.max(askedMs ?? 0, minMs) + jitter
    change({ phase: 'stopped', until: clock.now() + waitMs, strikes, stop: randomUUID() })
    onStop?.({ waitMs, askedMs })
  }

  /** A 429 to a request sent before the stop: only a longer `Retry-After` matters. */
  function extend(askedMs: number | undefined) {
    const until = clock.now() + (askedMs ?? 0)
    if (until > state.until) change({ until })
  }

  /** `probe`: the ID of the probe that this permits. */
  function permit(probe?: string): Permit {
    const issuedAt = state.stop
    return {
      answered: () => {
        if (probe === undefined || issuedAt !== state.stop) return
        change({ phase: 'ramp', until: clock.now() + ramp })
        onResume?.()
      },
      unanswered: () => {
        if (probe === undefined || issuedAt !== state.stop || probe !== state.probe) return
        // The next request is the probe.
        change({ phase: 'stopped', until: clock.now() })
      },
      throttled: askedMs => {
        if (issuedAt !== state.stop && state.phase === 'stopped') extend(askedMs)
        else stop(askedMs)
        return refuse(remainingMs())
      },
    }
  }

  const isProbing = () => state.phase === 'probing' && clock.now() < state.until

  function check() {
    if (isProbing()) throw refuse(2000)
    const ms = remainingMs()
    if (ms > 0) throw refuse(ms)
  }

  function enter(): Permit {
    check()
    endRamp()
    if (state.phase === 'open' || state.phase === 'ramp') return permit()
    const probe = randomUUID()
    change({ phase: 'probing', until: clock.now() + probeMs, probe })
    return permit(probe)
  }

  function endRamp() {
    if (state.phase === 'ramp' && clock.now() >= state.until) change({ phase: 'open', strikes: 0 })
  }

  return {
    check: async () => check(),
    // Synchronous up to the change of state, so that only one of two concurrent callers becomes the probe.
    enter: async () => enter(),
    budgetFraction: () => {
      endRamp()
      return state.phase === 'ramp' ? rampFraction : 1
    },
    remainingMs,
    isStopped: () => state.phase === 'stopped' || state.phase === 'probing',
    state: () => state,
    adopt: adopted => {
      state = adopted
    },
  }
}
