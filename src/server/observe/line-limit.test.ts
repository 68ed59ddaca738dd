import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { createLineLimit, type LineLimit } from './line-limit.ts'
import { logTo } from './log.ts'
import { noMetrics } from './metrics.ts'

let clock: FakeClock
let limit: LineLimit
let lines: Record<string, unknown>[]
let counted: string[]

beforeEach(() => {
  vi.useFakeTimers()
  clock = fakeClock()
  limit = start('info')
})
afterEach(() => {
  limit.close()
  vi.useRealTimers()
})

function start(level: string) {
  lines = []
  counted = []
  const log = logTo(level, { write: line => lines.push(JSON.parse(line)) })
  const metrics = { ...noMetrics, lineSuppressed: (kind: string) => void counted.push(kind) }
  return createLineLimit({ log, metrics, clock })
}

/** How many of so many lines are admitted. */
const admitted = (times: number, ...line: Parameters<LineLimit['admits']>) =>
  Array.from({ length: times }, () => limit.admits(...line)).filter(Boolean).length

/** Passes time in steps, for the clock and for timers. */
function pass(seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    clock.advance(1000)
    vi.advanceTimersByTime(1000)
  }
}

test('of each kind a hundred at once, then five a second', () => {
  expect(admitted(1000, 'csp_violation')).toBe(100)
  expect(admitted(1000, 'refused')).toBe(100)
  clock.advance(1000)
  expect(admitted(1000, 'csp_violation')).toBe(5)
  clock.advance(3_600_000)
  expect(admitted(1000, 'csp_violation')).toBe(100)
})

test('one route does not silence another, and all together are bounded too', () => {
  expect(admitted(1000, 'request', '(none)')).toBe(100)
  expect(admitted(3, 'request', '/livez')).toBe(3)
  for (let n = 0; n < 100; n += 1) admitted(100, 'request', `/route-${n}`)
  expect(counted.length).toBe(900 + 10_000 - (500 - 103))
  clock.advance(1000)
  expect(admitted(20, 'request', '/new') + admitted(20, 'denied')).toBe(30)
})

test('one line says how many were left out, once the burst is over', () => {
  for (let second = 0; second < 4; second += 1) {
    admitted(500, 'csp_violation')
    pass(1)
  }
  expect(lines).toEqual([])
  pass(2)
  expect(lines).toMatchObject([
    { level: 40, event: 'log_lines_suppressed', kind: 'csp_violation', lines: 2000 - 100 - 3 * 5 },
  ])
  expect(lines[0]).not.toHaveProperty('route')
  expect(counted).toHaveLength(1885)
  pass(100)
  expect(lines).toHaveLength(1)
})

test('a second burst is reported by itself', () => {
  admitted(103, 'request', '/livez')
  pass(5)
  admitted(107, 'request', '/livez')
  pass(5)
  expect(lines).toMatchObject([
    { kind: 'request', route: '/livez', lines: 3 },
    { kind: 'request', route: '/livez', lines: 82 },
  ])
})

test('a burst that goes on is reported once a minute', () => {
  for (let second = 0; second < 200; second += 1) {
    admitted(20, 'refused')
    pass(1)
  }
  expect(lines).toHaveLength(3)
  limit.close()
  expect(lines.reduce((sum, line) => sum + Number(line.lines), 0)).toBe(counted.length)
})

test('what was left out until the end is reported then', () => {
  admitted(150, 'denied')
  limit.close()
  expect(lines).toMatchObject([{ kind: 'denied', lines: 50 }])
  pass(100)
  expect(lines).toHaveLength(1)
})

test.each([
  ['fatal', 1],
  ['silent', 0],
])('at LOG_LEVEL=%s there are %i reports', (level, reports) => {
  limit = start(level)
  admitted(150, 'refused')
  pass(3)
  expect(lines).toHaveLength(reports)
})
