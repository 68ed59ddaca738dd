import { expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { pin, type Recent, readRecents, remember, stillOpen } from './recents.ts'

const entry = (id: string, more: Partial<Recent> = {}): Recent => ({
  environment: 'demo',
  id,
  status: 'PROCESSING',
  looked_at: '2026-04-20T12:00:00Z',
  pinned: false,
  ...more,
})
const many = (count: number, more: Partial<Recent> = {}) =>
  Array.from({ length: count }, (_, index) => entry(`id-${index}`, more))

it('keeps the last twenty of each environment, the newest first, and the pinned ones', () => {
  let recents: readonly Recent[] = []
  for (const one of [entry('kept', { pinned: true }), ...many(30), ...many(5, { environment: 'sandbox' })])
    recents = remember(recents, one)
  expect(recents.filter(({ environment }) => environment === 'sandbox')).toHaveLength(5)
  const demo = recents.filter(({ environment }) => environment === 'demo')
  expect(demo.map(({ id }) => id)).toEqual([
    ...many(30)
      .slice(10)
      .reverse()
      .map(({ id }) => id),
    'kept',
  ])
})

it('has each once, with what was seen last, and still pinned', () => {
  const first = pin(remember([], entry('a')), entry('a'), true)
  expect(remember(first, entry('a', { status: 'COMPLETED' }))).toEqual([
    entry('a', { status: 'COMPLETED', pinned: true }),
  ])
})

it('keeps fifty pinned ones of each environment', () => {
  let recents: readonly Recent[] = []
  for (const one of many(60, { pinned: true })) recents = remember(recents, one)
  expect(recents.map(({ id }) => id)).toEqual(
    many(60)
      .slice(10)
      .reverse()
      .map(({ id }) => id),
  )
})

it('tells the same id of two environments apart', () => {
  const sandbox = entry('a', { environment: 'sandbox' })
  const both = remember(remember([], entry('a')), sandbox)
  expect(both).toEqual([sandbox, entry('a')])
  expect(pin(both, sandbox, true)).toEqual([{ ...sandbox, pinned: true }, entry('a')])
})

it('reads back what it wrote, and nothing from rubbish', () => {
  const recents = many(3)
  expect(readRecents(JSON.stringify(recents))).toEqual(recents)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), text => {
      for (const { id } of readRecents(text)) expect(typeof id).toBe('string')
    }),
  )
  expect(readRecents(JSON.stringify([entry('a'), { id: 7 }, null]))).toEqual([entry('a')])
})

it('stores nothing that it was not given a name for', () => {
  expect(readRecents(JSON.stringify([{ ...entry('a'), profile_id: '100' }]))).toEqual([entry('a')])
})

it('only those that may have changed are asked about', () => {
  const list = ['COMPLETED', 'FAILED', 'PENDING', 'ON_HOLD'].map(status => entry(status, { status }))
  expect(stillOpen(list).map(({ id }) => id)).toEqual(['PENDING', 'ON_HOLD'])
})
