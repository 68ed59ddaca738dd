import { expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { noRuleFilters, type RuleFilters, readRuleFilters, ruleQueryOf, writeRuleFilters } from './rule-filters.ts'

const word = fc.stringMatching(/^[A-Za-z0-9_&=+ %-]{1,30}$/).filter(text => text.trim() === text)
const maybe = fc.option(word, { nil: undefined })
const anyFilters: fc.Arbitrary<RuleFilters> = fc.record({
  status: fc.uniqueArray(word, { maxLength: 4 }),
  source_asset: maybe,
  destination_asset: maybe,
  profile_id: maybe,
  page_cursor: maybe,
})

it('the address gives the same filters back', () => {
  fc.assert(
    fc.property(anyFilters, filters => {
      const search = new URLSearchParams(writeRuleFilters(filters).map(([name, value]) => [name, value])).toString()
      expect(readRuleFilters(new URLSearchParams(search))).toEqual({ filters, ignored: [] })
    }),
  )
})

it.each([
  ['colour=red', ['colour=red']],
  ['status=', ['status=']],
  ['source_asset=USD&source_asset=USDC', ['source_asset=USDC']],
  [`x=${'y'.repeat(10_000)}`, [`x=${'y'.repeat(60)}…`]],
])('%.40s is left out and said', (search, ignored) => {
  expect(readRuleFilters(new URLSearchParams(search)).ignored).toEqual(ignored)
})

it('asks for nothing that was not filtered by', () => {
  expect(JSON.parse(JSON.stringify(ruleQueryOf(noRuleFilters)))).toEqual({})
})
