import { describe, expect, it, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { orchestrationOf } from '../testing/facts.ts'
import {
  completedAround,
  completedSentence,
  failuresAround,
  failuresSentence,
  windowAround,
  windowText,
} from './failures-around.ts'

const created = Date.parse('2026-04-20T12:00:00Z')
const hour = 3_600_000
const stamp = (ms: number) => new Date(ms).toISOString()
const row = (id: string, json: object = {}) =>
  orchestrationOf({
    id,
    status: 'FAILED',
    created_at: stamp(created),
    identity_id: 'ann',
    fail_reason: { detail: 'Paused.' },
    ...json,
  })
const subject = row('subject')

describe('windowAround', () => {
  test.each<[string, number, string]>([
    [
      'of a fresh failure the 24 hours before now',
      created + hour,
      '2026-04-19 13:00:00 UTC to 2026-04-20 13:00:00 UTC',
    ],
    [
      'of an old one twelve hours either side',
      created + 99 * hour,
      '2026-04-20 00:00:00 UTC to 2026-04-21 00:00:00 UTC',
    ],
    [
      'of one stamped ahead of the clock up to itself',
      created - hour,
      '2026-04-19 12:00:00 UTC to 2026-04-20 12:00:00 UTC',
    ],
  ])('%s', (_name, now, words) => {
    const window = windowAround(subject, now)
    expect(window && windowText(window)).toBe(words)
    expect(window && window.from <= created && created < window.to).toBe(true)
  })

  it('is none without a time of creation', () => {
    expect(windowAround(orchestrationOf({ created_at: 'yesterday' }), created)).toBeUndefined()
  })
})

describe('failuresAround', () => {
  const failed = [
    subject,
    row('a'),
    row('b', { identity_id: 'bob' }),
    row('c', { identity_id: 'cleo', fail_reason: { detail: 'Screened out.' }, created_at: stamp(created + 1) }),
    row('d', { identity_id: 'bob', created_at: stamp(created + 2) }),
    row('e', { identity_id: '' }),
    row('other pair', { source_asset: 'BTC' }),
    row('not failed', { status: 'PROCESSING' }),
  ]

  it('counts those alike, by customer and by reason, this one apart', () => {
    const { groups, ...counts } = failuresAround(subject, failed, false)
    expect(counts).toEqual({
      others: 5,
      owner: 'identity',
      ofOthers: 3,
      otherCustomers: 2,
      unnamed: 1,
      sameReason: 4,
      more: false,
    })
    expect(groups.map(({ reason, count, latest }) => [reason, count, latest.id])).toEqual([
      ['Paused.', 5, 'd'],
      ['Screened out.', 1, 'c'],
    ])
  })

  it('tells customers apart by the finest that this payment has', () => {
    const of = (json: object) => failuresAround(row('subject', { identity_id: '', ...json }), [], false).owner
    expect(of({ account_id: 'x', profile_id: 'y' })).toBe('account')
    expect(of({ profile_id: 'y' })).toBe('profile')
    expect(of({ customer_id: 'the whole account' })).toBeUndefined()
  })

  it('never counts more than it was given, nor the payment itself', () => {
    const rows = fc.array(
      fc.record({
        id: fc.constantFrom('subject', 'a', 'b', 'c'),
        identity: fc.constantFrom('', 'ann', 'bob'),
        status: fc.constantFrom('FAILED', 'COMPLETED'),
      }),
    )
    fc.assert(
      fc.property(rows, given => {
        const list = given.map(({ id, identity, status }) => row(id, { identity_id: identity, status }))
        const { others, ofOthers, unnamed, sameReason, groups } = failuresAround(subject, list, false)
        expect(others).toBe(given.filter(({ id, status }) => id !== 'subject' && status === 'FAILED').length)
        expect(ofOthers + unnamed).toBeLessThanOrEqual(others)
        expect(sameReason).toBeLessThanOrEqual(others)
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(others + 1)
      }),
    )
  })
})

describe('failuresSentence', () => {
  const bob = { identity_id: 'bob' }
  const nobody = { identity_id: '' }
  test.each<[string, object[], boolean, string]>([
    ['none', [], false, 'No other payment like it failed.'],
    ['none as far as was looked', [], true, 'None of the failures looked at is like it.'],
    ['one of this customer', [{}], false, '1 other failed, of this customer.'],
    ['some of this customer', [{}, {}], false, '2 others failed, all of this customer.'],
    ['one of another', [bob], false, 'No: 1 other failed, of 1 other customer.'],
    ['all of others', [bob, bob, { identity_id: 'cleo' }], false, 'No: 3 others failed, of 2 other customers.'],
    ['some of others', [bob, {}, {}], false, 'No: 3 others failed, 1 of them of 1 other customer.'],
    ['more than were looked at', [bob, bob], true, 'No: at least 2 others failed, of 1 other customer.'],
    ['some of nobody named', [{}, nobody], false, '2 others failed, 1 of them of a customer not named.'],
    ['others and more of this customer', [{}], true, 'At least 1 other failed, of this customer.'],
  ])('%s', (_name, others, more, sentence) => {
    const rows = others.map((json, index) => row(`other ${index}`, json))
    expect(failuresSentence(failuresAround(subject, rows, more))).toBe(sentence)
  })

  it('does not tell customers apart that are not named', () => {
    const unnamed = row('subject', nobody)
    expect(failuresSentence(failuresAround(unnamed, [row('a'), row('b')], false))).toBe(
      '2 others failed; this payment names no customer to compare with.',
    )
  })
})

describe('completedSentence', () => {
  const done = (id: string, json: object = {}) => row(id, { status: 'COMPLETED', ...json })
  const say = (rows: object[], more = false) =>
    completedSentence(
      completedAround(
        subject,
        rows.map((json, index) => done(`done ${index}`, json)),
        more,
      ),
      failuresAround(subject, [], false),
    )
  const later = { created_at: stamp(created + hour) }
  test.each<[string, object[], boolean, string]>([
    ['none', [], false, 'None like it completed either.'],
    ['none looked at', [{ source_asset: 'BTC' }], true, 'None of the completed ones looked at is like it.'],
    [
      'only this customer',
      [{}, later],
      false,
      '2 payments like it completed, all of this customer, 1 of them created after this one.',
    ],
    [
      'others too',
      [{ identity_id: 'bob' }],
      false,
      '1 payment like it completed, none of them created after this one.',
    ],
    [
      'a part',
      [{ identity_id: 'bob', ...later }],
      true,
      '1 payment like it completed among the newest looked at, 1 of them created after this one.',
    ],
    [
      'without a time',
      [{ identity_id: 'bob', created_at: '' }],
      false,
      '1 payment like it completed, none of them created after this one.',
    ],
  ])('%s', (_name, rows, more, sentence) => {
    expect(say(rows, more)).toBe(sentence)
  })
})
