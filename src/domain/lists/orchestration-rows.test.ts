import { expect, it } from 'vitest'
import { orchestrationOf } from '../testing/facts.ts'
import { orchestrationHeader, orchestrationRow, rowContains } from './orchestration-rows.ts'

const record = (json: object = {}) => {
  const row = orchestrationRow(orchestrationOf(json))
  return Object.fromEntries(orchestrationHeader.map((name, index) => [name, row[index]]))
}

it('amounts and ids stay the text that Paxos sent, times are UTC to the last digit', () => {
  expect(record({ source_amount: '0012.500000000000000000', updated_at: '2026-04-20T14:34:10+02:00' })).toMatchObject({
    id: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
    source_amount: '0012.500000000000000000',
    created_at: '2026-04-20T12:30:01.397730Z',
    updated_at: '2026-04-20T12:34:10Z',
  })
})

it('what was not reported is empty, and text that is not a time stays', () => {
  expect(record({ source_amount: undefined, created_at: 'yesterday', status: 'ON_HOLD' })).toMatchObject({
    source_amount: '',
    fail_reason: '',
    created_at: 'yesterday',
    status: 'ON_HOLD',
  })
})

it.each([
  ['usdg', true],
  ['  A3B1C2D4 ', true],
  ['payouts', true],
  ['', true],
  ['btc', false],
])('a search for %j', (text, found) => {
  expect(rowContains(orchestrationOf(), text, ['PYUSD payouts'])).toBe(found)
})
