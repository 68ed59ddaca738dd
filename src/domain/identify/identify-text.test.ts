import { describe, expect, test } from 'vitest'
import { at, eventOf, ids, orchestrationOf, ruleOf, sourceTransfer } from '../testing/facts.ts'
import {
  type Check,
  checkText,
  eventSentence,
  eventSubject,
  ownersSentence,
  progressText,
  restText,
  roleText,
  ruleSentence,
  searchText,
  sharedHeading,
} from './identify-text.ts'
import type { Owner, OwnerSearch } from './owner-search.ts'

const context = { environment: 'production' }

test.each<[Check['outcome'], string]>([
  ['checking', 'Checking…'],
  ['none', 'No match'],
  ['found', 'Found'],
  [
    { code: 'upstream_forbidden', scope: 'transfer:read_transfer', things: 'transfers' },
    "Not allowed. This dashboard isn't allowed to read transfers. Ask an administrator to add the scope `transfer:read_transfer` to its Paxos credentials.",
  ],
  [
    { code: 'upstream_forbidden', upstream: { title: 'Forbidden', detail: 'Not yours' } },
    'Not allowed. Paxos refused this request. It said: "Forbidden: Not yours".',
  ],
  [{ code: 'upstream_timeout' }, "Not checked. Paxos didn't answer in time."],
  [{ code: 'unreachable' }, "Not checked. Can't reach this dashboard's server."],
])('%o is said apart', (outcome, words) => {
  expect(checkText({ as: 'transfer', outcome }, context)).toBe(words)
})

const owner = (role: Owner['role'], id: string = ids.orchestration): Owner => ({
  transferId: ids.source,
  role,
  orchestration: orchestrationOf({ id }),
})

test.each([
  [[owner('source')], 'source transfer', "It's the source transfer of one orchestration."],
  [[owner('destination')], 'destination transfer', "It's the destination transfer of one orchestration."],
  [
    [owner('source'), owner('destination')],
    'source and destination transfer',
    "It's the source and destination transfer of one orchestration.",
  ],
  [
    [owner('source', '1'), owner('source', '2')],
    'source transfer',
    '2 orchestrations have it as their source transfer.',
  ],
])('owners %#', (owners, role, sentence) => {
  expect(roleText(owners)).toBe(role)
  expect(ownersSentence(owners)).toBe(sentence)
})

test('no owner, no sentence', () => {
  expect(ownersSentence([])).toBeUndefined()
  expect(sharedHeading([])).toBeUndefined()
})

test('a hash that transfers share says how many orchestrations used it', () => {
  expect(sharedHeading([owner('source', '1'), owner('source', '2')])).toBe('2 orchestrations used this transaction')
})

test('progress says how far it is', () => {
  expect(progressText(undefined)).toBe('Looking for its orchestration…')
  expect(progressText({ compared: 0, reached: undefined })).toBe('Looking for its orchestration…')
  expect(progressText({ compared: 2000, reached: at('2026-04-18T09:12:44Z') })).toBe(
    'Looking for its orchestration… Searched 2,000 so far, back to 2026-04-18 09:12:44 UTC.',
  )
})

describe('how a search ended', () => {
  const search = (ended: OwnerSearch['ended'], compared = 1): OwnerSearch => ({
    owners: [],
    compared,
    span: { from: at('2026-04-13T12:30:02Z'), to: at('2026-04-20T13:30:02Z') },
    ended,
  })
  const transfers = [sourceTransfer({ profile_id: 'p-1' })]
  test.each([
    [
      'all',
      2,
      "This transfer isn't part of an orchestration we could find. It may be a standalone deposit or withdrawal.",
    ],
    ['gave_up', 5000, 'Searched 5,000 orchestrations back to 13 Apr 2026 without a match.'],
    ['no_profile', 0, "The transfer doesn't name its profile, so its orchestration can't be searched for."],
    ['no_time', 0, "The transfer has no creation time, so its orchestration can't be searched for."],
    ['found', 0, ''],
  ] as const)('%s after %i', (ended, compared, words) => {
    expect(searchText(search(ended, compared), transfers)).toBe(words)
  })

  test('several transfers are said as such', () => {
    expect(searchText(search('all'), [...transfers, sourceTransfer({ profile_id: 'p-2' })])).toMatch(/^These transfers/)
  })
})

test('what a search leaves open beside what it found', () => {
  const owners: Owner[] = [{ transferId: ids.source, orchestration: orchestrationOf(), role: 'source' }]
  const search = (ended: OwnerSearch['ended']): OwnerSearch => ({ owners, compared: 2000, span: undefined, ended })
  const others = ['a', 'b'].map(id => sourceTransfer({ id }))
  const found = sourceTransfer({ id: ids.source })
  expect(restText(search('found'), [found])).toBeUndefined()
  expect(restText(search('all'), [found, ...others.slice(1)])).toBe(
    '1 of its 2 transfers has no orchestration that we found.',
  )
  expect(restText(search('gave_up'), [found, ...others])).toBe(
    '2 of its 3 transfers have no orchestration that we found. Searched 2,000 orchestrations.',
  )
})

test('a rule by its name, else its reference, else as a rule', () => {
  expect(ruleSentence(ruleOf())).toBe('This is the rule "PYUSD payouts".')
  expect(ruleSentence(ruleOf({ nickname: '', ref_id: 'rule-7\u202e' }))).toBe('This is the rule "rule-7".')
  expect(ruleSentence(ruleOf({ nickname: '' }))).toBe('This is a rule.')
})

describe('events', () => {
  const event = (type: string, json: object = {}) => eventOf(type, '2026-04-20T12:34:10Z', json)
  test.each([
    [event('orchestration.failed'), 'orchestration', "It's the event orchestration.failed of one orchestration."],
    [
      event('transfer.crypto_deposit.completed'),
      'transfer',
      "It's the event transfer.crypto_deposit.completed of a transfer.",
    ],
    [
      event('identity.approved', { object_type: 'identity' }),
      'other',
      "It's the event identity.approved, which names no orchestration or transfer.",
    ],
    [
      event('orchestration.failed', { object: {} }),
      'other',
      "It's the event orchestration.failed, which names no orchestration or transfer.",
    ],
    [event('', { object_type: 'Orchestration' }), 'orchestration', "It's an event of one orchestration."],
  ] as const)('%#', (one, subject, sentence) => {
    expect(eventSubject(one)).toBe(subject)
    expect(eventSentence(one, undefined)).toBe(sentence)
  })

  test('once the transfer’s orchestration is known', () => {
    expect(eventSentence(event('transfer.crypto_deposit.completed'), 'source transfer')).toBe(
      "It's the event transfer.crypto_deposit.completed of the source transfer of one orchestration.",
    )
  })
})
