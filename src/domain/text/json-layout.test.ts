import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonNode, layOutJson } from './json-layout.ts'

/** The layout as one line, without any spaces of its own. */
function flat(node: JsonNode): string {
  if ('raw' in node) return node.raw
  const members = node.members.map(({ key, value }) => (key === undefined ? flat(value) : `${key}:${flat(value)}`))
  return node.kind === 'object' ? `{${members.join()}}` : `[${members.join()}]`
}

test.each([
  ['a number with more digits than a double keeps', '{"amount":12345678901234567890.123456789012345678}'],
  ['an exponent', '[1E+10,-0.0,1e-7]'],
  ['a key that stands twice', '{"a":1,"a":2}'],
  ['escapes', String.raw`{"a\"b":"\\ \u202e \/","c":""}`],
  ['brackets, commas and colons inside strings', '{"a:{":"},[1]:"}'],
  ['empty levels', '{"a":{},"b":[],"c":[[],{}]}'],
  ['literals', '[true,false,null]'],
  ['a lone value', '"text"'],
])('keeps %s as it was sent', (_, raw) => {
  expect(flat(layOutJson(raw) as JsonNode)).toBe(raw)
})

test('tells keys from values, and the kinds of values apart', () => {
  expect(layOutJson(' { "a" : [ "x" , 1 ] ,\n"b" : null } ')).toEqual({
    kind: 'object',
    members: [
      {
        key: '"a"',
        value: {
          kind: 'array',
          members: [
            { key: undefined, value: { kind: 'string', raw: '"x"' } },
            { key: undefined, value: { kind: 'number', raw: '1' } },
          ],
        },
      },
      { key: '"b"', value: { kind: 'literal', raw: 'null' } },
    ],
  })
})

test.each([
  ['text that is not JSON', 'Bad gateway'],
  ['nothing', ''],
  ['half a record', '{"a":'],
  ['nesting without end', '['.repeat(5000) + ']'.repeat(5000)],
])('lays out nothing for %s', (_, raw) => {
  expect(layOutJson(raw)).toBeUndefined()
})

test('loses nothing of any JSON, however it is spaced', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('', ' ', '\t'), (value, space) => {
      expect(flat(layOutJson(JSON.stringify(value, null, space)) as JsonNode)).toBe(JSON.stringify(value))
    }),
  )
})
