/** Time and chance, injected so that tests can move them. */
import { setTimeout as wait } from 'node:timers/promises'

/** `now` is monotonic milliseconds (a wall clock that jumps changes nothing); `date` is the wall clock, for people. */
export type Clock = { readonly now: () => number; readonly date: () => Date }

export const systemClock: Clock = { now: () => performance.now(), date: () => new Date() }

/** A number in [0, 1); injected where jitter must be repeatable. */
export type Random = () => number

/** For jitter and backoff only; ids and keys come from `node:crypto`. */
export const systemRandom: Random = Math.random

/** Waits these milliseconds; injected where a test passes minutes in no time. */
export type Sleep = (ms: number) => Promise<void>

export const systemSleep: Sleep = ms => wait(ms)
