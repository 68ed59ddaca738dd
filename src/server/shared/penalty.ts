/**
 * The penalty that replicas share: a 429 to one stops them all, one of them sends the probe, and a restart forgets
 * nothing. The rules are those of one process (`paxos/budget/penalty.ts`); replicas agree on the state by compare and set.
 * While Redis is down each replica continues from its own state.
 */
import * as v from 'valibot'
import { createPenalty, type Penalty, type PenaltyOptions, type PenaltyState } from '../paxos/budget/penalty.ts'
import { readTime, type SharedStore, script } from './connection.ts'

/** A stop is kept after its end until a replica sends the probe, but not longer than this. */
const keptMs = 24 * 60 * 60_000
/** Longer than any stop. Anything beyond comes from a clock that was set, or from somebody else. */
const maxStopMs = 65 * 60_000
/** Attempts when replicas write at the same moment, which takes a 429 for each. */
const maxTries = 5

/** Keys: state. Arguments: time, expected text, new text (empty: none), ms to keep it. */
const exchangeState = script(`${readTime}
local current = redis.call('GET', KEYS[1]) or ''
if ARGV[3] ~= '' and current == ARGV[2] then
  redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
  current = ARGV[3]
end
return {current, now}`)

/** The state in Redis, where `until` is by Redis's clock. */
const State = v.object({
  phase: v.picklist(['open', 'stopped', 'probing', 'ramp']),
  until: v.number(),
  strikes: v.number(),
  stop: v.string(),
  probe: v.string(),
})

/** `refresh` brings an idle replica up to date. */
export type SharedPenalty = Penalty & { readonly refresh: () => Promise<void> }

export function createSharedPenalty(options: PenaltyOptions, store: SharedStore, key: string): SharedPenalty {
  const { clock } = options
  const own = createPenalty({ ...options, onChange: () => void exchange() })
  /** The text last seen in Redis, and our state that corresponds to it. */
  let seen = ''
  let agreed: PenaltyState | undefined = own.state()
  /** Redis's clock minus ours. */
  let offset = 0

  const write = (state: PenaltyState) => JSON.stringify({ ...state, until: Math.round(state.until + offset) })

  function read(text: string): PenaltyState | undefined {
    try {
      const state = v.parse(State, JSON.parse(text))
      return { ...state, until: Math.min(state.until - offset, clock.now() + maxStopMs) }
    } catch {
      return undefined
    }
  }

  /** Which of two diverging states wins: the longest stop, otherwise the shared state. */
  function winner(mine: PenaltyState, shared: PenaltyState | undefined): PenaltyState {
    if (!shared) return mine
    const runs = (state: PenaltyState) => state.phase === 'stopped' && state.until > clock.now()
    return runs(mine) && !(runs(shared) && shared.until >= mine.until) ? mine : shared
  }

  /** Writes our state to Redis or adopts the one there. Does nothing without Redis. */
  async function exchange(): Promise<void> {
    for (let tries = 0; tries < maxTries; tries++) {
      const mine = own.state()
      const next = mine === agreed ? '' : write(mine)
      const reply = await store.run(exchangeState, [key], [store.time(), seen, next, keptMs]).catch(() => undefined)
      if (!Array.isArray(reply)) return
      offset = Number(reply[1]) - clock.now()
      const current = String(reply[0])
      if (next !== '' && current === next) {
        seen = current
        agreed = mine
      } else if (current !== seen) {
        seen = current
        const shared = read(current)
        const goesOn = winner(own.state(), shared)
        if (goesOn === shared) own.adopt(goesOn)
        // Our state is written to Redis, even if it was before.
        agreed = goesOn === shared ? goesOn : undefined
      }
      if (own.state() === agreed) return
    }
  }

  return {
    ...own,
    check: async () => {
      if (own.remainingMs() === 0) await exchange()
      await own.check()
    },
    enter: async () => {
      for (;;) {
        const permit = await own.enter()
        const { phase, probe } = own.state()
        if (phase !== 'probing') return permit
        // The probe is ours unless another replica was quicker; then the next round refuses.
        await exchange()
        const after = own.state()
        if (after.phase === 'probing' && after.probe === probe) return permit
      }
    },
    refresh: exchange,
  }
}
