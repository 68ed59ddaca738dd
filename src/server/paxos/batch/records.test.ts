/** What a list answer is taken apart for, and what it is left alone for. */
import { afterEach, expect, test, vi } from 'vitest'
import { readingOf } from '../calls/response.ts'
import { recordsOf } from './records.ts'

afterEach(() => void vi.restoreAllMocks())

const list = (text: string) => readingOf(Buffer.from(text), new Date())
const idsOf = (text: string) => [...recordsOf(list(text), ['items', 'orchestrations'], 100).keys()]
const records = (count: number) => Array.from({ length: count }, (_, i) => `{"id":"id-${i}"}`).join(',')

test('records are found by ID, except duplicates and elements without one', () => {
  expect(idsOf('{"items":[{"id":"a"},{"id":"b"},{"id":"b"},{},1,null,[],"c"]}')).toEqual(['a'])
})

test('a list of more records than requested yields none', () => {
  expect(idsOf(`{"items":[${records(100)}]}`)).toHaveLength(100)
  expect(idsOf(`{"items":[${records(101)}]}`)).toEqual([])
})

test.each([
  ['empty objects', '{}'],
  ['numbers', '1'],
  ['empty lists', '[]'],
  ['records', '{"id":"a"}'],
])('4 MiB of %s are parsed once, as a whole', (_name, element) => {
  const count = Math.floor((4 * 1024 * 1024) / (element.length + 1))
  const reading = list(`{"items":[${Array.from({ length: count }, () => element).join(',')}]}`)
  const parse = vi.spyOn(JSON, 'parse').mockImplementation(() => {
    throw new Error('parsed again')
  })
  expect(recordsOf(reading, ['items'], 100).size).toBe(0)
  expect(parse).not.toHaveBeenCalled()
})

test('a document without a list is not scanned', () => {
  const parse = vi.spyOn(JSON, 'parse')
  const reading = list(`{${Array.from({ length: 50 }, (_, i) => `"k${i}":[]`).join(',')},"items":null}`)
  parse.mockClear()
  expect(recordsOf(reading, ['items', 'orchestrations'], 100).size).toBe(0)
  expect(parse).not.toHaveBeenCalled()
})
