/** A clock that moves only when a test moves it. */
import type { Clock } from '../clock.ts'

export type FakeClock = Clock & {
  readonly advance: (ms: number) => void
  /** Moves only the wall clock, as NTP would. */
  readonly jump: (ms: number) => void
}

export function fakeClock(): FakeClock {
  let now = 1_000_000
  let wall = Date.UTC(2026, 6, 1, 12)
  return {
    now: () => now,
    date: () => new Date(wall),
    advance: ms => {
      now += ms
      wall += ms
    },
    jump: ms => {
      wall += ms
    },
  }
}
