import { expect, test } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { type AuthCaller, createAuthRate, networkOf } from './auth-rate.ts'

const address = (at: number) => `203.0.${at >> 8}.${at & 255}`

/** How many of that many requests are allowed. */
function allowed(count: number, take: (at: number) => number): number {
  return Array.from({ length: count }, (_, at) => take(at)).filter(waitMs => waitMs === 0).length
}

test.each<[AuthCaller, number, number]>([
  ['people', 300, 10],
  ['provider', 3000, 50],
])('one client of kind %s may ask %i times at once and %i times a second', (caller, burst, perSecond) => {
  const clock = fakeClock()
  const rate = createAuthRate(clock)
  expect(allowed(burst + 50, () => rate.take(caller, '203.0.113.5'))).toBe(burst)
  expect(rate.take(caller, '203.0.113.5')).toBeCloseTo(1000 / perSecond)
  clock.advance(1000)
  expect(allowed(perSecond + 5, () => rate.take(caller, '203.0.113.5'))).toBe(perSecond)
  clock.advance(3_600_000)
  expect(allowed(burst + 50, () => rate.take(caller, '203.0.113.5'))).toBe(burst)
})

test.each<[AuthCaller, number, number]>([
  ['people', 3000, 200],
  ['provider', 6000, 200],
])('all clients of kind %s together may ask %i times at once and %i times a second', (caller, burst, perSecond) => {
  const clock = fakeClock()
  const rate = createAuthRate(clock)
  expect(allowed(50_000, at => rate.take(caller, address(at)))).toBe(burst)
  clock.advance(1000)
  expect(allowed(1000, at => rate.take(caller, address(at)))).toBe(perSecond)
})

test('the provider is not kept out by strangers, once it has shown that it is', () => {
  const rate = createAuthRate(fakeClock())
  rate.trust('192.0.2.1')
  expect(allowed(50_000, at => rate.take('provider', address(at)))).toBe(6000)
  expect(allowed(3100, () => rate.take('provider', '192.0.2.1'))).toBe(3000)
  // That holds for telling of logouts only.
  allowed(50_000, at => rate.take('people', address(at)))
  expect(rate.take('people', '192.0.2.1')).toBeGreaterThan(0)
})

test('people and the provider do not use up each other\u2019s share, from one address either', () => {
  const rate = createAuthRate(fakeClock())
  expect(allowed(400, () => rate.take('people', undefined))).toBe(300)
  expect(allowed(400, () => rate.take('provider', undefined))).toBe(400)
})

test.each([
  ['203.0.113.5', '203.0.113.5'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:1::2:3', '2001:db8:1:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['1::', '1:0:0:0'],
  ['', ''],
])('the network of %j is %j', (one, network) => {
  expect(networkOf(one)).toBe(network)
})
