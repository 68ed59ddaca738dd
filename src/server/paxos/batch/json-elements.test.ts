/** What is cut out of a list is what a parser finds there, and every byte of it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrayElements } from './json-elements.ts'

const elements = (text: string, ...names: string[]) =>
  arrayElements(Buffer.from(text), names.length ? names : ['items'])?.map(String)

test('each element keeps its bytes: order, inner spaces, numbers and escapes', () => {
  const records = ['{"id":"a", "amount": 1.10}', '{ "id" : "b","n":9007199254740993,"e":1E400}', '{"s":"\\u00e9\\"]}"}']
  expect(elements(`{"items":[${records.join(' ,\n ')}],"next_page_cursor":""}`)).toEqual(records)
})

test.each([
  ['an empty list', '{"items":[]}', []],
  ['an empty list with a space', ' { "items" : [ \n ] } ', []],
  ['elements that are not objects', '{"items":[1, null ,"x",[2],true]}', ['1', 'null', '"x"', '[2]', 'true']],
  ['a name in escapes', '{"\\u0069tems":[1]}', ['1']],
  ['a list inside another name', '{"meta":{"items":[1]},"items":[2]}', ['2']],
  ['punctuation in text', '{"note":"]},{\\"items\\":[0]","items":["}],[{"]}', ['"}],[{"']],
  ['a text that ends in a backslash', '{"a":"\\\\","items":["\\\\"]}', ['"\\\\"']],
  ['no such list', '{"orchestrations":[1]}', undefined],
  ['no list by that name', '{"items":{"0":1}}', undefined],
  ['a list outright', '[1]', undefined],
  ['the name twice, so that readers may differ', '{"items":[1],"items":[2]}', undefined],
])('%s', (_name, text, found) => {
  expect(elements(text)).toEqual(found)
})

test('the older name is used if the newer has no list', () => {
  expect(elements('{"orchestrations":[1],"items":[2]}', 'items', 'orchestrations')).toEqual(['2'])
  expect(elements('{"items":null,"orchestrations":[1]}', 'items', 'orchestrations')).toEqual(['1'])
})

const spaces = fc.stringMatching(/^[ \t\r\n]{0,3}$/)
/** JSON text of one value with spaces wherever they may stand, and numbers that no parser keeps. */
const { value: json } = fc.letrec<{ value: string }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }).map(text => JSON.stringify(text)),
    fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,30})?([eE][+-]?\d{1,3})?$/),
    fc.constantFrom('true', 'false', 'null'),
    fc
      .array(fc.tuple(spaces, tie('value'), spaces), { maxLength: 4 })
      .map(parts => `[${parts.map(part => part.join('')).join(',')}]`),
    fc
      .array(fc.tuple(fc.string({ unit: 'binary' }), spaces, tie('value'), spaces), { maxLength: 4 })
      .map(
        parts => `{${parts.map(([key, s, value, t]) => `${s}${JSON.stringify(key)}${t}:${s}${value}${t}`).join(',')}}`,
      ),
  ),
}))

test('a document of more than a hundred names is not a list', () => {
  const document = (names: number) =>
    `{${Array.from({ length: names - 1 }, (_, i) => `"k${i}":0,`).join('')}"items":[1]}`
  expect(elements(document(100))).toEqual(['1'])
  expect(elements(document(101))).toBeUndefined()
})

test('any elements come out as they went in, whatever surrounds them', () => {
  const around = fc.array(fc.tuple(fc.string({ unit: 'binary' }), json), { maxLength: 3 })
  fc.assert(
    fc.property(fc.array(json, { maxLength: 6 }), around, around, spaces, (records, before, after, space) => {
      const pair = ([key, value]: readonly [string, string]) => `${JSON.stringify(`x${key}`)}${space}:${value}`
      const list = `${space}"items"${space}:${space}[${records.map(record => space + record + space).join(',')}]`
      const text = `${space}{${[...before.map(pair), list, ...after.map(pair)].join(',')}${space}}`
      // Twice the same neighbour is refused, rightly.
      fc.pre(new Set([...before, ...after].map(([key]) => key)).size === before.length + after.length)
      JSON.parse(text)
      expect(elements(text)).toEqual(records)
    }),
    { numRuns: 2000 },
  )
})
