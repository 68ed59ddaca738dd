import { expect, test } from 'vitest'
import { eventOf, factsOf } from '../../testing/facts.ts'
import { unknownEvents } from './event-times.ts'
import { webhookGaps } from './webhook-gap.ts'

const at = '2026-04-20T12:34:10Z'
const factsWith = (...found: ReturnType<typeof eventOf>[]) =>
  factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', {}, { events: { found, searched: 10 } })

test('names the webhook that did not arrive, and how often', () => {
  const gap = eventOf('orchestration.completed', at, { undelivered_webhooks: 1 })
  const fine = eventOf('orchestration.processing', at, { undelivered_webhooks: 0 })
  expect(webhookGaps(factsWith(gap, fine))).toEqual([
    'Your system may not know: the completed webhook is undelivered ×1.',
  ])
})

test('says nothing of what it does not know, or of another payment', () => {
  const silent = eventOf('orchestration.completed', at, { undelivered_webhooks: 'many' })
  const foreign = eventOf('orchestration.completed', at, { undelivered_webhooks: 2, object: { id: 'other' } })
  expect(webhookGaps(factsWith(silent, foreign))).toEqual([])
  expect(webhookGaps(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).toEqual([])
})

test('an event type that this version has no meaning for is listed', () => {
  const odd = eventOf('orchestration.paused', at)
  expect(unknownEvents(factsWith(eventOf('orchestration.completed', at), odd))).toEqual([odd])
})
