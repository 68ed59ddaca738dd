import { expect, test } from 'vitest'
import { placeholdersIn } from '../config/customer-replies.ts'
import { customerReply } from './customer-reply.ts'

const replies = {
  en: { COMPLETED: 'Your transfer of {amount} from {started} has arrived.', otherwise: 'We are looking into it.' },
  de: { FAILED: 'Ihre Überweisung {reference} vom {started}: {reason}', otherwise: 'Wir kümmern uns darum.' },
}
const facts = {
  amount: '2,500.00 USD',
  startedMs: Date.UTC(2026, 3, 20, 23, 59),
  id: 'id-1',
  reference: 'inv-7',
  reason: 'The address {id} is wrong.',
}

test.each([
  ['en', 'COMPLETED', 'Your transfer of 2,500.00 USD from April 20, 2026 has arrived.'],
  ['en', 'FAILED', 'We are looking into it.'],
  ['en', 'ON_HOLD', 'We are looking into it.'],
  ['en', 'constructor', 'We are looking into it.'],
  ['en', undefined, 'We are looking into it.'],
  // What a fact says is not read for facts again.
  ['de', 'FAILED', 'Ihre Überweisung inv-7 vom 20. April 2026: The address {id} is wrong.'],
])('%s %s', (language, status, reply) => {
  expect(customerReply(replies, language, status, facts)).toBe(reply)
})

test.each(['amount', 'startedMs'])('a text whose %s is not known gives way to the other one', fact => {
  for (const value of [undefined, ...(fact === 'amount' ? [''] : [])])
    expect(customerReply(replies, 'en', 'COMPLETED', { ...facts, [fact]: value })).toBe('We are looking into it.')
})

test('a language without replies has none', () => {
  for (const language of ['fr', '__proto__']) expect(() => customerReply(replies, language, 'FAILED', facts)).toThrow()
})

test('what stands in braces is found', () => {
  expect(placeholdersIn('{amount} of {} and {a b}, {amount}')).toEqual(['amount', '', 'a b', 'amount'])
})
