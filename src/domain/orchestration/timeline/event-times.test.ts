import { expect, test } from 'vitest'
import { eventOf, factsOf } from '../../testing/facts.ts'
import { deliveredWebhooks, eventSearchText, unknownEvents, webhookGaps } from './event-times.ts'
import { eventMeaning } from './event-types.ts'

const at = '2026-04-20T12:34:10Z'
const factsWith = (...found: ReturnType<typeof eventOf>[]) =>
  factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', {}, { events: { found, searched: 10 } })

test('names the webhook that did not arrive, and how often', () => {
  const gap = eventOf('orchestration.completed', at, { undelivered_webhooks: 1 })
  const fine = eventOf('orchestration.processing', at, { undelivered_webhooks: 0 })
  expect(webhookGaps(factsWith(gap, fine))).toEqual([
    'The "completed" webhook wasn\'t delivered (1). Your system may be out of date.',
  ])
})

test('says nothing of what it does not know, or of another payment', () => {
  const silent = eventOf('orchestration.completed', at, { undelivered_webhooks: 'many' })
  const foreign = eventOf('orchestration.completed', at, { undelivered_webhooks: 2, object: { id: 'other' } })
  expect(webhookGaps(factsWith(silent, foreign))).toEqual([])
  expect(webhookGaps(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).toEqual([])
})

test('names the webhooks that arrived, each once', () => {
  const fine = (type: string, fields = {}) => eventOf(type, at, { undelivered_webhooks: 0, ...fields })
  expect(
    deliveredWebhooks(
      factsWith(
        fine('orchestration.processing'),
        fine('orchestration.completed'),
        fine('orchestration.completed'),
        eventOf('orchestration.pending', at, { undelivered_webhooks: 1 }),
        eventOf('orchestration.approved', at, { undelivered_webhooks: 'many' }),
        fine('orchestration.failed', { object: { id: 'other' } }),
      ),
    ),
  ).toEqual(['processing', 'completed'])
})

test('an event type that this version has no meaning for is listed', () => {
  const odd = eventOf('orchestration.paused', at)
  expect(unknownEvents(factsWith(eventOf('orchestration.completed', at), odd))).toEqual([odd])
})

test('says how many events gave exact times', () => {
  const completed = eventOf('orchestration.completed', at)
  expect(eventSearchText(factsWith(completed, completed))).toBe('Exact times from 2 Paxos events.')
  expect(eventSearchText(factsWith(completed))).toBe('Exact times from 1 Paxos event.')
  expect(eventSearchText(factsWith())).toBe('No exact times available.')
  expect(eventSearchText(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).toBeUndefined()
})

test.each([
  ['orchestration.completed', { status: 'COMPLETED', webhook: 'completed' }],
  ['transfer.crypto_deposit.completed', { legStatus: 'COMPLETED', webhook: 'crypto deposit completed' }],
  ['transfer.wire_withdrawal.returned', { webhook: 'wire withdrawal returned' }],
  ['orchestration.paused', undefined],
  ['orchestration.constructor', undefined],
  ['transfer', { webhook: '' }],
  [undefined, undefined],
])('%s means %j', (type, meaning) => {
  expect(eventMeaning(type)).toEqual(meaning)
})
