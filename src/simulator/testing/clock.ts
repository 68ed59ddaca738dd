/** A clock that stands still until a test moves it. */

export function testClock(start = Date.parse('2026-11-20T10:00:00Z')) {
  let now = start
  return {
    now: () => now,
    advance: (ms: number) => {
      now += ms
    },
  }
}
