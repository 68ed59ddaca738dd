/** How long a request waits for room in the rate budget, and what is told of it. */
import { expect, test } from 'vitest'
import { Fault } from '../../fault.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { createBudgetGate } from './budget-gate.ts'
import type { Lane, Priority } from './rate-budget.ts'

/** A gate before a budget that answers with these waits, one after the other, and then has room. */
function make(...waits: number[]) {
  const asked: Lane[] = []
  const slept: number[] = []
  const said: string[] = []
  const enter = createBudgetGate({
    budget: {
      take: async lane => {
        asked.push(lane)
        return waits.shift() ?? 0
      },
    },
    penalty: { budgetFraction: () => 1 },
    clock: fakeClock(),
    sleep: async ms => void slept.push(ms),
    metrics: { budgetTaken: lane => said.push(`taken ${lane}`), budgetDenied: lane => said.push(`denied ${lane}`) },
  })
  /** `sent`, or the seconds to wait. */
  const outcome = (priority: Priority, lane: Lane = 'events') =>
    Promise.resolve(enter(lane, priority)).then(
      () => 'sent',
      (error: unknown) => (error instanceof Fault && error.code === 'budget_exhausted' ? error.retryAfter : error),
    )
  return { outcome, asked, slept, said }
}

test.each(['open', 'follow'] as const)('%s: a request waits for room for 1 s in all, and no longer', async priority => {
  const within = make(400, 600)
  expect(await within.outcome(priority)).toBe('sent')
  expect(within.slept).toEqual([400, 600])
  expect(within.said).toEqual(['taken events'])
  const beyond = make(400, 601)
  expect(await beyond.outcome(priority)).toBe(1)
  expect(beyond.slept).toEqual([400])
  expect(beyond.said).toEqual(['denied events'])
})

test('a poll does not wait: it has data to show', async () => {
  const { outcome, slept, said } = make(1)
  expect(await outcome('poll')).toBe(1)
  expect(slept).toEqual([])
  expect(said).toEqual(['denied events'])
})

test('a refusal says when there will be room', async () => {
  expect(await make(9400).outcome('open')).toBe(10)
})

test('a request takes a place for its endpoint, then one in the sum; a token only its own', async () => {
  const { outcome, asked } = make()
  await outcome('open')
  await outcome('open', 'token')
  expect(asked).toEqual(['events', 'all', 'token'])
})
