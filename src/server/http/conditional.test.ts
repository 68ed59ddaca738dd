import { expect, test } from 'vitest'
import { matches } from './conditional.ts'

test.each(['"a"', 'W/"a"', '*', ' \t* ', '"b", "a"', '"b","a"', '"b,c" ,\tW/"a"\t, "d"'])('%s matches', header => {
  expect(matches(header, '"a"')).toBe(true)
})

test.each([
  undefined,
  '',
  'a',
  '"b"',
  '"b, "a"',
  '"b,"a","c"',
  '\xa0"a"',
  '"a"\xa0',
  '\xa0*',
  'w/"a"',
  'W/ "a"',
  '"\xa0a"',
  '"A"',
  '"a',
])('%j does not', header => {
  expect(matches(header, '"a"')).toBe(false)
})

test('a tag may hold commas and bytes beyond ASCII, and a long list is read in one pass', () => {
  expect(matches('"x", "a,b"', '"a,b"')).toBe(true)
  expect(matches('"\xe9"', '"\xe9"')).toBe(true)
  expect(matches(`${'"b",'.repeat(4000)}"a"`, '"a"')).toBe(true)
  expect(matches(`${' '.repeat(16_000)}x`, '"a"')).toBe(false)
})
