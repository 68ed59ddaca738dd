import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { at, factsOf, sourceTransfer } from '../testing/facts.ts'
import { businessMs, defaultThresholds, quietFor, thresholdsOf } from './quiet.ts'

const minute = 60_000
const [hour, day] = [60 * minute, 1440 * minute]
const updated = at('2026-04-20T12:34:10Z')
const ends = (source: object, destination: object = {}) => ({ source, destination })
const crypto = ends({ crypto: { network: 'BASE' } }, { fiat: { bank_account_id: 'x' } })
const fiat = ends({ fiat: { memo: 'x' } }, { profile: { profile_id: 'x' } })
const profile = ends({ profile: { profile_id: 'x' } })

describe('levels', () => {
  test.each([
    ['profile', 'PROCESSING', profile, 5 * minute, 30 * minute],
    ['crypto', 'PROCESSING', crypto, 15 * minute, 60 * minute],
    ['approval', 'PENDING', crypto, 24 * hour, 72 * hour],
  ])('%s', (_, status, json, notice, warn) => {
    const level = (ms: number) => quietFor(factsOf(status, 'PROCESSING', 'absent', json), updated.ms + ms)?.level
    expect(level(0)).toBe('fine')
    expect(level(notice - 1)).toBe('fine')
    expect(level(notice)).toBe('notice')
    expect(level(warn - 1)).toBe('notice')
    expect(level(warn)).toBe('warn')
  })

  test('bank: business days only', () => {
    // A Friday afternoon.
    const facts = factsOf('PROCESSING', 'PROCESSING', 'absent', {
      ...fiat,
      created_at: '',
      updated_at: '2026-04-17T15:00:00Z',
    })
    const level = (text: string) => quietFor(facts, at(text).ms)?.level
    expect(level('2026-04-19T23:00:00Z')).toBe('fine')
    expect(level('2026-04-20T14:59:59Z')).toBe('fine')
    expect(level('2026-04-20T15:00:00Z')).toBe('notice')
    expect(level('2026-04-22T14:59:59Z')).toBe('notice')
    expect(level('2026-04-22T15:00:00Z')).toBe('warn')
  })

  test('thresholds are configurable', () => {
    const facts = factsOf('PROCESSING', 'PROCESSING', 'absent', crypto)
    const own = { ...defaultThresholds, crypto: { notice: 1, warn: 2 } }
    expect(quietFor(facts, updated.ms + 1, own)?.level).toBe('notice')
    expect(quietFor(facts, updated.ms + 2, own)?.level).toBe('warn')
  })
})

describe('sentences', () => {
  const sentence = (status: string, json: object, ms: number) =>
    quietFor(factsOf(status, 'PROCESSING', 'absent', json), updated.ms + ms)?.sentence

  test.each([
    [
      'PROCESSING',
      crypto,
      2 * hour + 14 * minute,
      'No update for 2 h 14 min. Usually takes seconds to minutes (Paxos docs).',
    ],
    ['PROCESSING', crypto, 4_000, 'No update for 4 s.'],
    ['PROCESSING', fiat, 5 * day, 'No update for 5 days. Bank transfers move on business days only.'],
    ['PROCESSING', profile, 6 * minute, 'No update for 6 min.'],
    ['PENDING', crypto, 25 * hour, 'No update for 1 day 1 h.'],
    ['HELD', ends({}), 6 * day, 'No update for 6 days.'],
  ])('%s, %j', (status, json, ms, words) => {
    expect(sentence(status, json, ms)).toBe(words)
  })

  test('never the word that alarms', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('PENDING', 'PROCESSING', 'HELD'),
        fc.constantFrom(crypto, fiat, profile),
        fc.nat(1e10),
        (status, json, ms) => {
          expect(sentence(status, json, ms)).not.toMatch(/stuck|lost|late/i)
        },
      ),
    )
  })
})

describe('since when', () => {
  test('the latest update of any record counts', () => {
    const transfers = { source: sourceTransfer({ updated_at: '2026-04-20T12:40:00Z' }) }
    expect(
      quietFor(factsOf('PROCESSING', 'PROCESSING', 'absent', {}, { transfers }), at('2026-04-20T12:41:00Z').ms)?.ms,
    ).toBe(minute)
  })

  test('the creation, when nothing says more', () => {
    const facts = factsOf('PROCESSING', 'absent', 'absent', { updated_at: '' })
    expect(quietFor(facts, at('2026-04-20T12:31:01.397Z').ms)?.ms).toBe(minute)
  })

  test('a server clock that is behind gives no negative time', () => {
    expect(quietFor(factsOf('PROCESSING', 'absent', 'absent'), updated.ms - hour)).toMatchObject({
      ms: 0,
      level: 'fine',
    })
  })

  test('nothing is said without any time, or once it is over', () => {
    expect(
      quietFor(factsOf('PROCESSING', 'absent', 'absent', { created_at: '', updated_at: 'x' }), updated.ms),
    ).toBeUndefined()
    for (const status of ['COMPLETED', 'FAILED', 'REJECTED'])
      expect(quietFor(factsOf(status, 'absent', 'absent'), updated.ms)).toBeUndefined()
  })
})

describe('what it waits for', () => {
  const pendingRecord = (json: object) => ({ transfers: { source: sourceTransfer({ status: 'PENDING', ...json }) } })
  test.each([
    ['the source’s rail while money is coming in', factsOf('PROCESSING', 'PROCESSING', 'absent', crypto), 'crypto'],
    ['the destination’s after that', factsOf('PROCESSING', 'COMPLETED', 'PENDING', crypto), 'bank'],
    [
      'the type of the transfer, without a rail',
      factsOf('PROCESSING', 'PROCESSING', 'absent', ends({}), pendingRecord({ type: 'WIRE_DEPOSIT' })),
      'bank',
    ],
    [
      'a crypto type',
      factsOf('PROCESSING', 'PROCESSING', 'absent', ends({}), pendingRecord({ type: 'CRYPTO_DEPOSIT' })),
      'crypto',
    ],
    [
      'an internal type',
      factsOf('PROCESSING', 'PROCESSING', 'absent', ends({}), pendingRecord({ type: 'INTERNAL_TRANSFER_DEBIT' })),
      'profile',
    ],
    [
      'an approval that a transfer waits for',
      factsOf(
        'PROCESSING',
        'PROCESSING',
        'absent',
        crypto,
        pendingRecord({ secondary_status: { name: 'PENDING_CUSTOMER_APPROVAL' } }),
      ),
      'approval',
    ],
    [
      'travel-rule details that are needed from someone',
      factsOf(
        'PROCESSING',
        'PROCESSING',
        'absent',
        crypto,
        pendingRecord({ secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED' } }),
      ),
      'approval',
    ],
    ['nothing known, in an unknown status', factsOf('HELD', 'PROCESSING', 'absent', crypto), undefined],
    ['nothing known', factsOf('PROCESSING', 'PROCESSING', 'absent', ends({ lightning: { x: 1 } })), undefined],
    [
      'nothing known, where a hold is unknown',
      factsOf('PROCESSING', 'PROCESSING', 'absent', crypto, pendingRecord({ secondary_status: { name: 'NEW' } })),
      undefined,
    ],
  ])('%s', (_, facts, waiting) => {
    // Each name alone is given thresholds that are passed at once.
    const named = Object.keys(defaultThresholds).filter(name => {
      const never = { notice: Number.POSITIVE_INFINITY, warn: Number.POSITIVE_INFINITY }
      const only = Object.fromEntries(
        Object.keys(defaultThresholds).map(one => [one, one === name ? { notice: 0, warn: 0 } : never]),
      )
      return quietFor(facts, updated.ms + minute, only)?.level === 'warn'
    })
    expect(named).toEqual(waiting === undefined ? [] : [waiting])
  })

  test('a hold that waits for a person is never given a network’s usual time', () => {
    for (const name of ['TRAVEL_RULE_INFO_REQUESTED', 'PENDING_CUSTOMER_APPROVAL', 'NEW']) {
      const facts = factsOf('PROCESSING', 'PROCESSING', 'absent', crypto, pendingRecord({ secondary_status: { name } }))
      expect(quietFor(facts, updated.ms + 6 * day)?.sentence).toBe('No update for 6 days.')
    }
  })
})

describe('businessMs', () => {
  const between = (from: string, to: string) => businessMs(at(from).ms, at(to).ms) / hour
  test.each([
    ['2026-04-20T00:00:00Z', '2026-04-21T00:00:00Z', 24],
    ['2026-04-17T12:00:00Z', '2026-04-20T12:00:00Z', 24],
    ['2026-04-18T00:00:00Z', '2026-04-20T00:00:00Z', 0],
    ['2026-04-18T10:00:00Z', '2026-04-19T10:00:00Z', 0],
    ['2026-04-13T00:00:00Z', '2026-04-27T00:00:00Z', 240],
    ['1970-01-01T00:00:00Z', '1970-01-05T00:00:00Z', 48],
    ['2026-04-21T00:00:00Z', '2026-04-20T00:00:00Z', 0],
  ])('%s to %s', (from, to, hours) => {
    expect(between(from, to)).toBe(hours)
  })

  test('adds up, and is never more than the time that passed', () => {
    const time = fc.integer({ min: -(10 ** 12), max: 4 * 10 ** 12 })
    fc.assert(
      fc.property(time, time, time, (...times) => {
        const [a, b, c] = times.toSorted((x, y) => x - y) as [number, number, number]
        expect(businessMs(a, b) + businessMs(b, c)).toBe(businessMs(a, c))
        expect(businessMs(a, c)).toBeLessThanOrEqual(c - a)
        expect(businessMs(a, b)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

test('configured thresholds replace the usual ones, unless they make no sense', () => {
  const configured = thresholdsOf({ crypto: { notice: 1, warn: 2 }, bank: { notice: 9, warn: 3 } })
  expect(configured).toEqual({ ...defaultThresholds, crypto: { notice: minute, warn: 2 * minute } })
  expect(thresholdsOf(undefined)).toEqual(defaultThresholds)
})
