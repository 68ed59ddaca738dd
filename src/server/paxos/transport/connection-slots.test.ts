/** As many at once as there are connections, and the others in their order. */
import { expect, test } from 'vitest'
import { createConnectionSlots } from './connection-slots.ts'

function make(count: number) {
  const slots = createConnectionSlots(count)
  const held: string[] = []
  const ask = (name: string, ms = 60_000) => {
    const slot = slots.slot(AbortSignal.timeout(ms))
    const holding = slot.hold().then(() => void held.push(name))
    return { ...slot, holding }
  }
  return { ask, held }
}

test('slots are granted first come, first served', async () => {
  const { ask, held } = make(2)
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(name => ask(name)) as [
    ReturnType<typeof ask>,
    ...ReturnType<typeof ask>[],
  ]
  await Promise.all([a.holding, b?.holding])
  await new Promise(setImmediate)
  expect(held).toEqual(['a', 'b'])
  // Held already: the same slot.
  await a.hold()
  a.letGo()
  a.letGo()
  await c?.holding
  await new Promise(setImmediate)
  expect(held).toEqual(['a', 'b', 'c'])
  b?.letGo()
  await d?.holding
  c?.letGo()
  d?.letGo()
  for (const name of ['e', 'f']) await ask(name).holding
  expect(held).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('a waiter whose deadline has passed is skipped', async () => {
  const { ask, held } = make(1)
  const first = ask('first')
  await first.holding
  const hasty = ask('hasty', 5)
  const patient = ask('patient')
  await expect(hasty.holding).rejects.toMatchObject({ kind: 'timeout', reason: 'DEADLINE' })
  await expect(hasty.hold()).rejects.toMatchObject({ kind: 'timeout' })
  hasty.letGo()
  first.letGo()
  await patient.holding
  expect(held).toEqual(['first', 'patient'])
})
