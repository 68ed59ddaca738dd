import { expect, test } from 'vitest'
import { seededAddress, seededHash } from '../records/rail-endpoints.ts'
import { isUuid } from '../run-family.ts'
import { sum } from './decimal.ts'
import { parsed, present, rawNumber } from './json.ts'
import { seededBase58, seededHex, seededNumbers, seededUuid } from './seeded.ts'
import { after, readInstant, stamp } from './time.ts'

test.each([
  ['1970-01-01T00:00:00Z', 0n],
  ['1970-01-01T00:00:00.000000001Z', 1n],
  ['1970-01-01T01:00:00+01:00', 0n],
  ['2026-05-02T08:15:30.123456789Z', 1777709730123456789n],
  ['2026-05-02t08:15:30.1z', 1777709730100000000n],
  ['1969-12-31T23:59:59.5Z', -500000000n],
])('reads %s', (text, expected) => expect(readInstant(text)).toBe(expected))

test.each([
  '2026-05-02',
  '2026-05-02T08:15:30',
  '2026-05-02 08:15:30Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-05-02T25:00:00Z',
  '2026-05-02T08:15:30.1234567890Z',
  '2026-05-02T08:15:30.Z',
  '',
  'now',
])('refuses "%s"', text => expect(readInstant(text)).toBeUndefined())

test.each([
  '2026-05-02T08:15:30.123456789Z',
  '2026-05-02T08:15:30.120000Z',
  '1969-12-31T23:59:59.999999Z',
  '1970-01-01T00:00:00.000000Z',
])('writes %s as it was read', text => expect(stamp(readInstant(text) ?? 0n)).toBe(text))

test('adds seconds with microsecond precision', () => {
  expect(stamp(after(0n, 68.7))).toBe('1970-01-01T00:01:08.700000Z')
  expect(stamp(after(0n, -0.000001))).toBe('1969-12-31T23:59:59.999999Z')
})

test.each([
  ['99.85', '0.15', 1, '100.00'],
  ['100', '0.15', -1, '99.85'],
  [
    '1234567890123456789012.345678901234567890',
    '0.000000000000000001',
    -1,
    '1234567890123456789012.345678901234567889',
  ],
  ['0', '0', 1, '0'],
  ['0.01', '0.02', -1, '-0.01'],
  ['5', '10', -1, '-5'],
] as const)('%s with %s (%i) is %s', (a, b, sign, expected) => expect(sum(a, b, sign)).toBe(expected))

test('seeded values are reproducible and differ by seed', () => {
  expect(seededUuid('a')).toBe(seededUuid('a'))
  expect(seededUuid('a')).not.toBe(seededUuid('b'))
  expect(seededUuid('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(isUuid(seededUuid('a'))).toBe(true)
  expect(seededHex('a', 40)).toMatch(/^[0-9a-f]{40}$/)
  expect(seededBase58('a', 32)).toMatch(/^[1-9A-HJ-NP-Za-km-z]{42,44}$/)
  expect(seededBase58('a', 64)).toMatch(/^[1-9A-HJ-NP-Za-km-z]{84,88}$/)
  const [one, other] = [seededNumbers(1), seededNumbers(1)]
  const numbers = Array.from({ length: 1000 }, one)
  expect(numbers).toEqual(Array.from({ length: 1000 }, other))
  expect(numbers.filter(number => !(number >= 0 && number < 1))).toEqual([])
  expect(numbers.reduce((total, number) => total + number) / 1000).toBeCloseTo(0.5, 1)
})

test.each([
  ['ETHEREUM', /^0x[0-9a-f]{40}$/, /^0x[0-9a-f]{64}$/],
  ['SOLANA', /^[1-9A-HJ-NP-Za-km-z]{43,44}$/, /^[1-9A-HJ-NP-Za-km-z]{86,88}$/],
  ['STELLAR', /^G[A-Z2-7]{55}$/, /^[0-9a-f]{64}$/],
  ['BITCOIN', /^bc1q[a-z0-9]{38}$/, /^[0-9a-f]{64}$/],
])('%s has addresses and hashes in its own format', (network, address, hash) => {
  expect(seededAddress(network, 'x')).toMatch(address)
  expect(seededHash(network, 'x')).toMatch(hash)
})

test("writes numbers that JavaScript can't represent", () => {
  expect(JSON.stringify({ amount: rawNumber('1.10') })).toBe('{"amount":1.10}')
  expect(JSON.stringify(parsed('{"__proto__":"x"}'))).toBe('{"__proto__":"x"}')
  expect(JSON.stringify(present({ a: undefined, b: null, c: '' }))).toBe('{"b":null,"c":""}')
})
