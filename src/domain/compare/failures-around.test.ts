import { describe, expect, it, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { orchestrationOf } from '../testing/facts.ts'
import {
  completedAround,
  completedSentence,
  completedText,
  failuresAnswer,
  failuresAround,
  ownerText,
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

  it('counts the similar ones, by customer and by reason, this one apart', () => {
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
      ['Paused.', 4, 'd'],
      ['Screened out.', 1, 'c'],
    ])
  })

  it('tells customers apart by the finest id that this one has', () => {
    const of = (json: object) => failuresAround(row('subject', { identity_id: '', ...json }), [], false).owner
    expect(of({ account_id: 'x', profile_id: 'y' })).toBe('account')
    expect(of({ profile_id: 'y' })).toBe('profile')
    expect(of({ customer_id: 'the whole account' })).toBeUndefined()
  })

  it('adds up, and never counts the orchestration itself', () => {
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
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(others)
      }),
    )
  })
})

describe('failuresAnswer', () => {
  const bob = { identity_id: 'bob' }
  const cleo = { identity_id: 'cleo' }
  const nobody = { identity_id: '' }
  const otherReason = { fail_reason: { detail: 'Screened out.' } }
  const say = (others: object[], more = false, completed: object[] = [], of = subject) => {
    const rows = others.map((json, index) => row(`other ${index}`, json))
    const done = completed.map((json, index) => row(`done ${index}`, { status: 'COMPLETED', ...json }))
    const around = failuresAround(of, rows, more)
    const { lead, text } = failuresAnswer(of, around, completedAround(of, done, false))
    return [lead, text].filter(Boolean).join(' ')
  }

  test.each<[string, object[], boolean, object[], string]>([
    ['nothing at all', [], false, [], 'No similar orchestrations in these 24 hours.'],
    ['no failure', [], false, [{}], 'No similar orchestration failed in these 24 hours.'],
    [
      'no failure, and other customers were served',
      [],
      false,
      [bob],
      'It seems so. No similar orchestration failed in these 24 hours.',
    ],
    ['no failure as far as was looked', [], true, [bob], 'None of the failures looked at is similar.'],
    [
      'one of this customer',
      [{}],
      false,
      [],
      'So far, yes. 1 similar orchestration also failed, from this customer, for this reason.',
    ],
    [
      'some of this customer',
      [{}, otherReason],
      false,
      [],
      'So far, yes. 2 similar orchestrations also failed, all from this customer, 1 for this reason.',
    ],
    [
      'one of another',
      [bob],
      false,
      [],
      'No. 1 similar orchestration from 1 other customer also failed, for this reason.',
    ],
    [
      'all of others, with another reason',
      [bob, cleo].map(json => ({ ...json, ...otherReason })),
      false,
      [],
      'No. 2 similar orchestrations from 2 other customers also failed.',
    ],
    [
      'some of others and of nobody named',
      [bob, {}, {}, nobody],
      false,
      [],
      'No. 1 similar orchestration from 1 other customer also failed, 2 more from this customer, 1 more with no customer named, all for this reason.',
    ],
    [
      'more than were looked at',
      [bob, cleo],
      true,
      [],
      'No. At least 2 similar orchestrations from 2 other customers also failed, all for this reason.',
    ],
    [
      'some of nobody named',
      [{}, nobody],
      false,
      [],
      '2 similar orchestrations also failed, 1 with no customer named, all for this reason.',
    ],
    [
      'more of this customer than were looked at',
      [{}],
      true,
      [],
      'So far, yes. At least 1 similar orchestration also failed, from this customer, for this reason.',
    ],
  ])('%s', (_name, others, more, completed, sentence) => {
    expect(say(others, more, completed)).toBe(sentence)
  })

  it('does not tell customers apart that are not named', () => {
    expect(say([{}, {}], false, [], row('subject', nobody))).toBe(
      '2 similar orchestrations also failed, all for this reason. This one names no customer to compare with.',
    )
    expect(ownerText(failuresAround(row('subject', nobody), [], false))).toBeUndefined()
    expect(ownerText(failuresAround(subject, [], false))).toBe('Customers counted by identity ID.')
  })

  it('compares a rejection with rejections', () => {
    const rejected = { status: 'REJECTED' }
    expect(say([{ ...bob, ...rejected }, bob], false, [], row('subject', rejected))).toBe(
      'No. 1 similar orchestration from 1 other customer was also rejected, for this reason.',
    )
  })
})

describe('what completed meanwhile', () => {
  const say = (rows: object[], more = false) => {
    const done = rows.map((json, index) => row(`done ${index}`, { status: 'COMPLETED', ...json }))
    return completedAround(subject, done, more)
  }
  const later = { created_at: stamp(created + hour) }
  test.each<[string, object[], boolean, string | undefined]>([
    ['none', [], false, undefined],
    ['none looked at', [{ source_asset: 'BTC' }], true, 'None of the completed ones looked at is similar.'],
    ['only this customer', [{}, later], false, '2 completed, all from this customer, 1 of them since.'],
    ['others too', [{ identity_id: 'bob' }], false, '1 completed, none of them since.'],
    ['a part', [{ identity_id: 'bob', ...later }], true, '1 completed among the newest looked at, 1 of them since.'],
    ['without a time', [{ identity_id: 'bob', created_at: '' }], false, '1 completed, none of them since.'],
  ])('%s', (_name, rows, more, sentence) => {
    expect(completedText(say(rows, more), 'identity')).toBe(sentence)
  })

  it('has its noun where it stands alone', () => {
    const bob = { identity_id: 'bob' }
    expect(completedSentence(say([bob, { ...bob, ...later }]), 'identity')).toBe(
      '2 similar orchestrations completed, 1 of them since.',
    )
    expect(completedSentence(say([bob]), 'identity')).toBe('1 similar orchestration completed, none of them since.')
  })
})
