/**
 * What one 429 of the upstream does to everything that goes there: Paxos then throttles the whole egress IP for five
 * minutes, so nothing is sent until that is over, then one probe, then a quarter of the budget, then all of it.
 */
import { randomUUID } from 'node:crypto'
import type { Clock, Random } from '../../clock.ts'
import { Fault } from '../../fault.ts'

const minute = 60_000
/** The longest that repeated 429s make us wait. */
const longestDoubling = 30 * minute
const ramp = minute
const rampFraction = 0.25
/** A probe that nobody speaks of any more counts as lost: longer than a read and its token may take. */
const probeMs = 15_000

export type PenaltyOptions = {
  readonly environment: string
  /** The least wait after a 429: 300 s for Paxos, less for the embedded demo. */
  readonly minimumMs: number
  readonly clock: Clock
  readonly random: Random
  /** Told when a stop begins: how long, and what the upstream asked for (ms). */
  readonly onStop?: (stop: { readonly waitMs: number; readonly askedMs: number | undefined }) => void
  readonly onResume?: () => void
  /** Told after each change of the state from here, and not when one is adopted. */
  readonly onChange?: () => void
}

/** Leave to send one request. Exactly one of its methods is called when the outcome is known. */
export type Permit = {
  /** Any answer but a 429. */
  readonly answered: () => void
  /** No answer: tells nothing about the throttling. */
  readonly unanswered: () => void
  /** A 429, with the `Retry-After` it carried (ms, an hour at most). Gives the fault to answer with. */
  readonly throttled: (retryAfterMs: number | undefined) => Fault
}

export type Penalty = {
  /** Throws the fault that `enter` would: asked before anything is taken that a refusal would waste. */
  readonly check: () => Promise<void>
  /** Leave to send one request, or a fault that says how long to wait. */
  readonly enter: () => Promise<Permit>
  /** The fraction of the rate budget that may be used: a quarter after a stop, then all. */
  readonly budgetFraction: () => number
  /** Milliseconds until something may be sent again; 0 when nothing is stopped. */
  readonly remainingMs: () => number
  /** Until a probe was answered: what can wait should, so that the probe is a request that someone waits for. */
  readonly isStopped: () => boolean
}

/** Where an environment stands: a value, so that it can be shared. */
export type PenaltyState = {
  readonly phase: 'open' | 'stopped' | 'probing' | 'ramp'
  /** By the monotonic clock (ms): the end of the stop, of waiting for the probe, of the ramp. */
  readonly until: number
  /** 429s in a row, each of which doubles the wait. */
  readonly strikes: number
  /** Names of the latest stop and of the latest probe. */
  readonly stop: string
  readonly probe: string
}

/** The penalty as one process sees it. */
export type OwnPenalty = Penalty & {
  readonly state: () => PenaltyState
  /** Goes on from a state that another process has reached. */
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
    const least = Math.min(minimumMs * 2 ** (strikes - 1), longestDoubling)
    // 5 to 15 s beside the 300 s minimum, in proportion where the minimum is another: replicas must not return as one.
    const jitter = (minimumMs / 60) * (1 + 2 * random())
    const waitMs = Math.max(askedMs ?? 0, least) + jitter
    change({ phase: 'stopped', until: clock.now() + waitMs, strikes, stop: randomUUID() })
    onStop?.({ waitMs, askedMs })
  }

  /** A 429 to a request that left before the stop: it says nothing new, unless it asks for a longer wait. */
  function extend(askedMs: number | undefined) {
    const until = clock.now() + (askedMs ?? 0)
    if (until > state.until) change({ until })
  }

  /** `probe` names the probe that the permit is for. */
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
    // The state changes before anyone else is asked, so that of two who come at once one is the probe.
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
