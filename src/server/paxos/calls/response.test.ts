import { expect, test } from 'vitest'
import { parseResponse, readingOf } from './response.ts'

const read = (text: string) => readingOf(Buffer.from(text), new Date(0))

test.each([
  ['__proto__', '{"id":"a","metadata":{"__proto__":{"x":1}}}'],
  ['__proto__ in escapes', '{"id":"a","metadata":{"\\u005f_proto\\u005f\\u005F":{"x":1}}}'],
  ['constructor', '{"id":"a","metadata":{"constructor":{"prototype":{"x":1}}}}'],
  ['constructor in escapes', '{"id":"a","metadata":{"\\u0063onstructor":{"prototype":{"x":1}}}}'],
])('%s is removed from the parsed copy and kept in the bytes', (_name, text) => {
  const { json, body } = read(text)
  const { metadata } = json as { metadata: object }
  expect(Object.getOwnPropertyNames(metadata)).toEqual([])
  expect(body.toString()).toBe(text)
})

test('text that only mentions them is unchanged', () => {
  const text = '{"note":"__proto__ and constructor, \\u00e9","constructed":1}'
  expect(read(text).json).toEqual({ note: '__proto__ and constructor, é', constructed: 1 })
})

const answered = (contentType: string) => ({
  status: 200,
  contentType,
  contentEncoding: undefined,
  retryAfter: undefined,
  date: undefined,
  requestId: undefined,
  body: Buffer.from('{}'),
})

test.each([
  'application/json',
  'Application/JSON',
  'application/json;charset=utf-8',
  'application/json \t; charset=utf-8',
])('an answer of type %j is read', type => {
  expect(parseResponse(answered(type), new Date(0)).json).toEqual({})
})

test.each(['application/json\xa0;', 'application/json\xa0', '\xa0application/json', 'application/json2', 'text/json'])(
  'one of type %j is not',
  type => {
    expect(() => parseResponse(answered(type), new Date(0))).toThrow('not a complete JSON document')
  },
)
