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
  sharedSentence,
} from './identify-text.ts'
import type { Owner, OwnerSearch } from './owner-search.ts'

const context = { environment: 'production' }

test.each<[Check['outcome'], string]>([
  ['checking', 'Checking…'],
  ['none', 'None has it'],
  ['found', 'Found'],
  [
    { code: 'upstream_forbidden', scope: 'transfer:read_transfer', things: 'transfers' },
    "Not allowed. This dashboard isn't allowed to read transfers. Its Paxos credentials lack `transfer:read_transfer`. Ask an administrator to add it, then get a new token.",
  ],
  [
    { code: 'upstream_forbidden', upstream: { title: 'Forbidden', detail: 'Not yours' } },
    'Not allowed. Paxos refused this request. It said: "Forbidden: Not yours".',
  ],
  [{ code: 'upstream_timeout' }, "Not checked. Paxos didn't answer within 10 seconds."],
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
  expect(sharedSentence([])).toBeUndefined()
})

test('what several transfers share is said of the transfers', () => {
  expect(sharedSentence([owner('source', '1'), owner('source', '2')])).toBe('Its transfers belong to 2 orchestrations.')
})

test('progress says how far it is', () => {
  expect(progressText(undefined)).toBe('Looking for its orchestration…')
  expect(progressText({ compared: 0, reached: undefined })).toBe('Looking for its orchestration…')
  expect(progressText({ compared: 2000, reached: at('2026-04-18T09:12:44Z') })).toBe(
    'Looking for its orchestration… Compared 2,000 orchestrations so far, down to 2026-04-18 09:12:44 UTC.',
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
  const when = 'profile p-1 created between 2026-04-13 12:30:02 UTC and 2026-04-20 13:30:02 UTC'
  test.each([
    [
      'all',
      2,
      `None of the 2 orchestrations that ${when} has it as a leg. It may be a deposit or withdrawal of its own.`,
    ],
    [
      'all',
      1,
      `The one orchestration that ${when} doesn't have it as a leg. It may be a deposit or withdrawal of its own.`,
    ],
    ['all', 0, `There are no orchestrations that ${when}. It may be a deposit or withdrawal of its own.`],
    [
      'gave_up',
      5000,
      `We gave up after 5,000 orchestrations, those that ${when}. It may belong to one created earlier.`,
    ],
    ['no_profile', 0, "The transfer record doesn't say whose profile it belongs to, so there is no list to search."],
    ['no_time', 0, "The transfer record doesn't say when it was made, so there is no list to search."],
    ['found', 0, ''],
  ] as const)('%s after %i', (ended, compared, words) => {
    expect(searchText(search(ended, compared), transfers)).toBe(words)
  })

  test('several profiles are counted', () => {
    const two = [...transfers, sourceTransfer({ profile_id: 'p-2' })]
    expect(searchText(search('gave_up', 2), two)).toContain('those that 2 profiles created')
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
    '2 of its 3 transfers have no orchestration that we found. We gave up after 2,000 orchestrations.',
  )
})

test('a rule by its name, else its reference, else as a rule', () => {
  const rest = ', by which deposits become orchestrations.'
  expect(ruleSentence(ruleOf())).toBe(`It's the rule "PYUSD payouts"${rest}`)
  expect(ruleSentence(ruleOf({ nickname: '', ref_id: 'rule-7\u202e' }))).toBe(`It's the rule "rule-7"${rest}`)
  expect(ruleSentence(ruleOf({ nickname: '' }))).toBe(`It's a rule${rest}`)
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
      "It's the event identity.approved, which is not about an orchestration or a transfer that it names.",
    ],
    [
      event('orchestration.failed', { object: {} }),
      'other',
      "It's the event orchestration.failed, which is not about an orchestration or a transfer that it names.",
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
