/** Time and chance, injected so that tests can move them. */
import { randomFillSync } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** `now` is monotonic milliseconds (a wall clock that jumps changes nothing); `date` is the wall clock, for people. */
export type Clock = { readonly now: () => number; readonly date: () => Date }

export const systemClock: Clock = { now: () => performance.now(), date: () => new Date() }

/** A number in [0, 1); injected where jitter must be repeatable. */
export type Random = () => number

/** Waits these milliseconds; injected where a test passes minutes in no time. */
export type Sleep = (ms: number) => Promise<void>

export const systemSleep: Sleep = ms => wait(ms)

const drawn = new Uint32Array(1024)
let next = drawn.length

/** Spans and jitter need no more than `Math.random`, but then someone would have to remember that. Drawn by the thousand. */
export const systemRandom: Random = () => {
  if (next === drawn.length) {
    randomFillSync(drawn)
    next = 0
  }
  return (drawn[next++] ?? 0) / 2 ** 32
}
