import { describe, expect, test } from 'vitest'
import { FieldReader, kindOf } from './read.ts'
import { fc } from './testing/properties.ts'

test.each([
  [null, 'null'],
  ['', 'text'],
  [0, 'a number'],
  [false, 'true or false'],
  [[], 'a list'],
  [{}, 'an object'],
  [undefined, 'nothing'],
])('kindOf %j is %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind)
})

describe('FieldReader', () => {
  test.each(['text', 1, null, true, ['a'], undefined])(
    'a document that is %j is one problem and reads as empty',
    value => {
      const fields = FieldReader.from(value)
      expect(fields.text('id')).toBeUndefined()
      expect(fields.names()).toEqual([])
      expect(fields.problems).toEqual([{ path: '', expected: 'an object', received: kindOf(value) }])
    },
  )

  test.each([
    ['text', 'x', 'x'],
    ['absent', undefined, undefined],
    ['null', null, undefined],
    ['empty', '', undefined],
    ['spaces, which are text', ' ', ' '],
  ])('text: %s', (_, value, expected) => {
    const fields = FieldReader.from({ a: value })
    expect(fields.text('a')).toBe(expected)
    expect(fields.problems).toEqual([])
  })

  test.each([
    ['a number', 1],
    ['true or false', true],
    ['a list', ['x']],
    ['an object', { x: 1 }],
  ])('text that is %s is undefined and reported', (received, value) => {
    const fields = FieldReader.from({ a: value })
    expect(fields.text('a')).toBeUndefined()
    expect(fields.problems).toEqual([{ path: 'a', expected: 'text', received }])
  })

  test.each([
    [0, 0],
    [12, 12],
    [undefined, undefined],
    [null, undefined],
  ])('count %j', (value, expected) => {
    const fields = FieldReader.from({ a: value })
    expect(fields.count('a')).toBe(expected)
    expect(fields.problems).toEqual([])
  })

  test.each([-1, 1.5, 2 ** 53, '3', true, Number.NaN])('count %j is undefined and reported', value => {
    const fields = FieldReader.from({ a: value })
    expect(fields.count('a')).toBeUndefined()
    expect(fields.problems).toEqual([{ path: 'a', expected: 'a whole number', received: kindOf(value) }])
  })

  test('problems of nested objects have the full path', () => {
    const fields = FieldReader.from({ a: { b: { c: 1 }, d: 'x' } })
    const inner = fields.object('a')
    expect(inner?.object('b')?.text('c')).toBeUndefined()
    expect(inner?.object('d')).toBeUndefined()
    expect(fields.problems).toEqual([
      { path: 'a.b.c', expected: 'text', received: 'a number' },
      { path: 'a.d', expected: 'an object', received: 'text' },
    ])
  })

  test('an absent, null or empty object is undefined without a problem; a list is reported', () => {
    const fields = FieldReader.from({ none: null, empty: '', list: [] })
    expect([fields.object('none'), fields.object('empty'), fields.object('absent')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(fields.problems).toEqual([])
    expect(fields.object('list')).toBeUndefined()
    expect(fields.problems).toEqual([{ path: 'list', expected: 'an object', received: 'a list' }])
  })

  test('list', () => {
    const fields = FieldReader.from({ a: [1, null], b: {}, c: [] })
    expect(fields.list('a')).toEqual([1, null])
    expect(fields.list('c')).toEqual([])
    expect(fields.list('absent')).toBeUndefined()
    expect(fields.list('b')).toBeUndefined()
    expect(fields.problems).toEqual([{ path: 'b', expected: 'a list', received: 'an object' }])
  })

  test('names lists only fields with a value', () => {
    expect(FieldReader.from({ a: 1, b: null, c: '', d: false, e: {} }).names()).toEqual(['a', 'd', 'e'])
  })

  test('pairs keep order and empty text; values that are not text are reported and left out', () => {
    const fields = FieldReader.from({ m: { z: '1', a: '', n: null, x: 2, o: { p: 'q' } }, none: null, list: [] })
    expect(fields.pairs('m')).toEqual([
      ['z', '1'],
      ['a', ''],
    ])
    expect(fields.pairs('none')).toEqual([])
    expect(fields.pairs('list')).toEqual([])
    expect(fields.problems).toEqual([
      { path: 'm.x', expected: 'text', received: 'a number' },
      { path: 'm.o', expected: 'text', received: 'an object' },
      { path: 'list', expected: 'an object', received: 'a list' },
    ])
  })

  test('complain adds a problem found by the caller', () => {
    const fields = FieldReader.from({ a: { b: 1 } })
    fields.object('a')?.complain('b', 'one thing', 'two')
    expect(fields.problems).toEqual([{ path: 'a.b', expected: 'one thing', received: 'two' }])
  })

  describe('names that objects inherit', () => {
    const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

    test.each(inherited)('%s of a plain object is not data', name => {
      const fields = FieldReader.from({})
      expect(fields.text(name)).toBeUndefined()
      expect(fields.object(name)).toBeUndefined()
      expect(fields.list(name)).toBeUndefined()
      expect(fields.problems).toEqual([])
    })

    test.each(inherited)('%s sent as data changes nothing outside the record', name => {
      const fields = FieldReader.from(JSON.parse(`{"${name}": {"polluted": "yes"}, "id": "x"}`))
      expect(fields.text('id')).toBe('x')
      expect(fields.text('polluted')).toBeUndefined()
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    })

    test('are metadata like any other key', () => {
      const json = JSON.parse('{"metadata": {"__proto__": "a", "constructor": "b", "k": "c"}}')
      expect(new Map(FieldReader.from(json).pairs('metadata'))).toEqual(
        new Map([
          ['__proto__', 'a'],
          ['constructor', 'b'],
          ['k', 'c'],
        ]),
      )
    })
  })

  test('reports at most one problem per field, and no value with it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const fields = FieldReader.from({ a: value })
        const text = fields.text('a')
        expect(fields.problems.length).toBeLessThanOrEqual(1)
        expect(text !== undefined && fields.problems.length > 0).toBe(false)
        expect(text === undefined || text === value).toBe(true)
      }),
    )
  })
})
