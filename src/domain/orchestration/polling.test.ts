import { describe, expect, test } from 'vitest'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { fc } from '#paxos/testing/properties.ts'
import { at } from '../testing/facts.ts'
import { backoff, hiddenWait, nextPoll } from './polling.ts'

const second = 1000
const [minute, hour] = [60 * second, 3600 * second]
const createdAt = at('2026-04-20T12:30:00Z')
const word = (status: string | undefined) => readEnum(orchestrationStatuses, status)
const poll = (status: string | undefined, age: number, more: object = {}) =>
  nextPoll({ status: word(status), createdAt, nowMs: createdAt.ms + age, random: () => 0.5, ...more })

test.each([
  ['PROCESSING', 0, 5 * second],
  ['PROCESSING', 10 * minute - 1, 5 * second],
  ['PROCESSING', 10 * minute, 15 * second],
  ['PROCESSING', hour - 1, 15 * second],
  ['PROCESSING', hour, 60 * second],
  ['PROCESSING', 24 * hour - 1, 60 * second],
  ['PROCESSING', 24 * hour, 5 * minute],
  ['PROCESSING', -hour, 5 * second],
  ['PENDING', 0, 60 * second],
  ['PENDING', 48 * hour, 60 * second],
  ['HELD', 0, 60 * second],
  ['HELD', 48 * hour, 5 * minute],
  [undefined, 0, 60 * second],
])('%s, %d ms old: every %d ms', (status, age, expected) => {
  expect(poll(status, age)).toBe(expected)
})

test('without a creation time it asks once a minute', () => {
  expect(poll('PROCESSING', 0, { createdAt: undefined })).toBe(minute)
})

test.each(['COMPLETED', 'FAILED', 'REJECTED'])('%s: once more after 30 s, then never', status => {
  expect(poll(status, 0)).toBe(30 * second)
  expect(poll(status, 48 * hour, { refreshCount: 0 })).toBe(30 * second)
  expect(poll(status, 0, { refreshCount: 1 })).toBe(false)
  expect(poll(status, 0, { refreshCount: 9 })).toBe(false)
})

test('spreads by ten per cent either way, and no more', () => {
  expect(poll('PROCESSING', 0, { random: () => 0 })).toBe(4500)
  expect(poll('PROCESSING', 0, { random: () => 1 })).toBe(5500)
  fc.assert(
    fc.property(
      fc.constantFrom(...orchestrationStatuses, 'HELD'),
      fc.integer({ min: -hour, max: 100 * hour }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (status, age, random) => {
        const [middle, spread] = [poll(status, age), poll(status, age, { random: () => random })]
        expect(
          typeof spread === 'number' && typeof middle === 'number' && Math.abs(spread / middle - 1) <= 0.1001,
        ).toBe(true)
      },
    ),
  )
})

describe('backoff', () => {
  const waits = (code: Parameters<typeof backoff>[2]) =>
    [1, 2, 3, 4, 5, 6, 7, 50].map(count => backoff(count, undefined, code) / second)

  test.each(['upstream_unavailable', 'upstream_timeout', 'internal', 'unreachable', 'unreadable', undefined] as const)(
    'after %s: 5, 10, 20, 40, 60 s',
    code => {
      expect(waits(code)).toEqual([5, 10, 20, 40, 60, 60, 60, 60])
    },
  )

  test.each(['upstream_penalty', 'user_rate_limited', 'budget_exhausted'] as const)(
    'after %s without Retry-After: doubling up to 5 min',
    code => {
      expect(waits(code)).toEqual([5, 10, 20, 40, 80, 160, 300, 300])
    },
  )

  test('Retry-After is obeyed, up to an hour', () => {
    expect(backoff(1, 7, 'upstream_penalty')).toBe(7 * second)
    // Obeyed, it would be a loop.
    expect(backoff(9, 0, 'upstream_unavailable')).toBe(minute)
    expect(backoff(1, 86_400, 'upstream_penalty')).toBe(hour)
    expect(backoff(1, -5, 'upstream_unavailable')).toBe(5 * second)
    expect(backoff(1, Number.NaN, 'upstream_unavailable')).toBe(5 * second)
  })

  test('a count below one waits like the first', () => {
    expect(backoff(0, undefined, 'internal')).toBe(5 * second)
    expect(backoff(-3, undefined, 'upstream_penalty')).toBe(5 * second)
  })
})

test.each([
  [5_000, false, false],
  [5_000, true, 60_000],
  [15_000, true, 60_000],
  [300_000, true, 300_000],
])('hidden, %d ms, watching %s: %s', (wait, watching, expected) => {
  expect(hiddenWait(wait, watching)).toBe(expected)
})
