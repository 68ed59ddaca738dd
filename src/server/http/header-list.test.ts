import { expect, test } from 'vitest'
import { listElements, qualitiesOf } from './header-list.ts'

test.each([
  ['', []],
  ['a', ['a']],
  [' a ,\tb\t,, c', ['a', 'b', 'c']],
  ['a\u00a0, b', ['a\u00a0', 'b']],
])('%j is a list', (header, elements) => {
  expect(listElements(header)).toEqual(elements)
})

test.each([
  ['br', [['br', 1]]],
  [
    'GZIP;q=0.5, *;q=0',
    [
      ['gzip', 0.5],
      ['*', 0],
    ],
  ],
  ['text/html ; level=1 ; q=0.7', [['text/html', 0.7]]],
  ['br;q=x', [['br', 0]]],
])('%j has qualities', (header, qualities) => {
  expect([...qualitiesOf(header)]).toEqual(qualities)
})

test.each(['br;q=2', 'br;q=1.5', 'br;q=0.1234', 'br;q=0x1', 'br;q=1e0', 'br;q= 1', 'br;q=\xa01', 'br;q=-1', 'br;q='])(
  '%j has no quality that could be read',
  element => {
    expect([...qualitiesOf(`${element}, gzip`)]).toEqual([
      ['br', 0],
      ['gzip', 1],
    ])
  },
)

test.each(['\xa0br', 'br\xa0', 'b\xa0r', 'br q=1', '"br"', 'text/html/br'])('%j names nothing', element => {
  expect([...qualitiesOf(`${element}, gzip`)]).toEqual([['gzip', 1]])
})
