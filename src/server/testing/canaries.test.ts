/** The search for leaks. */
import { expect, test } from 'vitest'
import { canaries, expectNoCanary, expectNothingPersonal, personal } from './canaries.ts'

/** More than a function accepts as arguments. */
const many = Array.from({ length: 300_000 }, (_, n) => `line ${n}`)

test('finds a canary, even in the last of very many texts', () => {
  expect(() => expectNoCanary(many)).not.toThrow()
  expect(() => expectNothingPersonal(many)).not.toThrow()
  for (const secret of Object.values(canaries)) expect(() => expectNoCanary([...many, `x${secret}x`])).toThrow('leaked')
  for (const text of Object.values(personal)) expect(() => expectNothingPersonal([...many, text])).toThrow('leaked')
})
