import { expect, it } from 'vitest'
import { ruleOf } from '../testing/facts.ts'
import { ruleStatusMeaning } from './rule-text.ts'

it.each([
  ['ACTIVE', 'Active. Deposits that match it start an orchestration.'],
  ['DELETED', 'Deleted. Earlier orchestrations still run; new deposits are credited but not converted.'],
  ['PENDING', 'Awaiting approval. It starts nothing yet.'],
  ['REJECTED', 'Rejected at approval. It starts nothing.'],
  ['PAUSED', undefined],
  [undefined, undefined],
])('a rule that is %s', (status, meaning) => {
  expect(ruleStatusMeaning(ruleOf({ status }).status)).toBe(meaning)
})
