/** The search for what must not leak. */
import { expect, test } from 'vitest'
import { canaries, expectNoCanary, expectNothingPersonal, personal } from './canaries.ts'

/** More than a function takes as arguments. */
const many = Array.from({ length: 300_000 }, (_, n) => `line ${n}`)

test('a canary is found, in the last of very many texts too', () => {
  expect(() => expectNoCanary(many)).not.toThrow()
  expect(() => expectNothingPersonal(many)).not.toThrow()
  for (const secret of Object.values(canaries)) expect(() => expectNoCanary([...many, `x${secret}x`])).toThrow('leaked')
  for (const text of Object.values(personal)) expect(() => expectNothingPersonal([...many, text])).toThrow('leaked')
})
