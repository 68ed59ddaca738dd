/**
 * The penalty of an environment as replicas share it: what one is told stops them all, one of them sends the probe, and
 * a restart forgets nothing. The rules are those of one process (`paxos/budget/penalty.ts`); only the state they lead to is
 * agreed on here, by compare and set. While Redis is down each replica goes on from what it knows.
 */
import * as v from 'valibot'
import { createPenalty, type Penalty, type PenaltyOptions, type PenaltyState } from '../paxos/budget/penalty.ts'
import { readTime, type SharedStore, script } from './connection.ts'

/** A stop outlives its end until someone sends the probe; not for longer than this. */
const keptMs = 24 * 60 * 60_000
/** No stop is as long: one that is comes of a clock that was set, or of somebody else. */
const longestMs = 65 * 60_000
/** Replicas that write at the same moment, which takes a 429 each. */
const mostTries = 5

/** Keys: state. Arguments: time, text expected, text to put there instead (empty: none), ms to keep it. */
const exchangeState = script(`${readTime}
local current = redis.call('GET', KEYS[1]) or ''
if ARGV[3] ~= '' and current == ARGV[2] then
  redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
  current = ARGV[3]
end
return {current, now}`)

/** As it lies in Redis; `until` is by Redis's clock there. */
const State = v.object({
  phase: v.picklist(['open', 'stopped', 'probing', 'ramp']),
  until: v.number(),
  strikes: v.number(),
  stop: v.string(),
  probe: v.string(),
})

/** `refresh` brings an idle replica up to date, so that what it says of a stop is true. */
export type SharedPenalty = Penalty & { readonly refresh: () => Promise<void> }

export function createSharedPenalty(options: PenaltyOptions, store: SharedStore, key: string): SharedPenalty {
  const { clock } = options
  const own = createPenalty({ ...options, onChange: () => void exchange() })
  /** The text in Redis as last seen, and the state of ours that says the same. */
  let seen = ''
  let agreed: PenaltyState | undefined = own.state()
  /** From our clock to Redis's. */
  let offset = 0

  const write = (state: PenaltyState) => JSON.stringify({ ...state, until: Math.round(state.until + offset) })

  function read(text: string): PenaltyState | undefined {
    try {
      const state = v.parse(State, JSON.parse(text))
      return { ...state, until: Math.min(state.until - offset, clock.now() + longestMs) }
    } catch {
      return undefined
    }
  }

  /** Which of two states that were reached apart goes on: the stop that lasts longest, else the shared one. */
  function winner(mine: PenaltyState, shared: PenaltyState | undefined): PenaltyState {
    if (!shared) return mine
    const runs = (state: PenaltyState) => state.phase === 'stopped' && state.until > clock.now()
    return runs(mine) && !(runs(shared) && shared.until >= mine.until) ? mine : shared
  }

  /** Brings our state to Redis, or the one in Redis to us. Without Redis nothing happens. */
  async function exchange(): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
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
        // Ours is told to Redis, even if anew.
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
        // Ours as long as no other replica was quicker; then the next round refuses.
        await exchange()
        const after = own.state()
        if (after.phase === 'probing' && after.probe === probe) return permit
      }
    },
    refresh: exchange,
  }
}
