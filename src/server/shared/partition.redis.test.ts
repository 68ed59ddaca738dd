/** Replicas that see Redis, don't see it, or see it now and then: together they stay below Paxos's limit. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { RateBudget } from '../paxos/budget/rate-budget.ts'
import { patientStore, silent } from '../testing/desk/replicas.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { startSlowLink } from '../testing/network/slow-link.ts'
import { seeded } from '../testing/seeded.ts'
import { busiest, paxosLimit } from '../testing/upstream/virtual-paxos.ts'
import { createSharedBudget } from './budget.ts'
import { connectShared, type SharedStore, SharedUnavailable } from './connection.ts'

const second = 1000
/** Longer than Paxos counts. */
const lengthMs = 320 * second
const stepMs = 500

let redis: TestRedis
let clock: FakeClock
/** The way to Redis that all replicas have, each with its own fortune. */
let store: SharedStore

beforeEach(async () => {
  redis = await startRedis()
  clock = fakeClock()
  store = await patientStore(redis, clock)
})
afterEach(async () => {
  store.close()
  await redis.close()
})

/** `late`: Redis does what it is told, and its answer comes after the replica has given up. */
type Link = 'up' | 'down' | 'late'

function replica(replicas: number): RateBudget & { link: Link } {
  const run: SharedStore['run'] = async (...command) => {
    if (one.link === 'down') throw new SharedUnavailable('down')
    const reply = await store.run(...command)
    if (one.link === 'late') throw new SharedUnavailable('timeout')
    return reply
  }
  const budget = createSharedBudget({ store: { ...store, run }, key: 'budget', clock, fraction: 1, replicas })
  const one: RateBudget & { link: Link } = { ...budget, link: 'up' }
  return one
}

/** Every replica sends as much as it may all the time, while `change` moves the links before each step. */
async function sentBy(replicas: number, change: (links: { link: Link }[], step: number) => unknown): Promise<number[]> {
  const all = Array.from({ length: replicas }, () => replica(replicas))
  const sent: number[] = []
  for (let step = 0; step * stepMs < lengthMs; step++) {
    await change(all, step)
    await Promise.all(
      all.map(async one => {
        while ((await one.take('orchestration', { priority: 'open', fraction: 1 })) === 0) sent.push(clock.now())
      }),
    )
    clock.advance(stepMs)
  }
  return sent
}

const set = (links: readonly { link: Link }[], states: readonly Link[]) =>
  states.forEach((state, i) => {
    const one = links[i]
    if (one) one.link = state
  })

/** What all of them may send by themselves, and what they may borrow. */
const worst = 450

test.each<[string, readonly Link[], number]>([
  ['all of four', ['up', 'up', 'up', 'up'], 300],
  ['one of four', ['up', 'down', 'down', 'down'], worst],
  ['one of four, and late for the others', ['up', 'late', 'late', 'late'], worst],
  ['two of four', ['up', 'up', 'down', 'late'], worst],
  ['three of four', ['up', 'up', 'up', 'down'], worst],
  ['none of four', ['down', 'down', 'down', 'down'], 300],
  ['none of four, and late for all', ['late', 'late', 'late', 'late'], 300],
  ['one of two', ['up', 'down'], worst],
  ['one of twelve', ['up', ...Array.from({ length: 11 }, () => 'down' as const)], worst],
  ['one of three hundred', ['up', ...Array.from({ length: 299 }, () => 'down' as const)], worst],
])('fault 27: Redis is there for %s: below 15,000 calls of an endpoint in any 300 s', async (_name, states, most) => {
  const sent = await sentBy(states.length, links => set(links, states))
  expect(busiest(sent)).toBeLessThan(paxosLimit)
  expect(busiest(sent, 10 * second)).toBeLessThanOrEqual(most)
  // Not because nothing was sent.
  expect(sent.length).toBeGreaterThan(8000)
})

test.each([1, 2, 3])('fault 27: links that change every moment (%i): below 15,000 calls in any 300 s', async seed => {
  const random = seeded(seed)
  const kinds: readonly Link[] = ['up', 'down', 'late']
  // Some runs change at each step, others stay as they are for up to a window.
  const changes = [1, 0.3, 0.05][seed % 3] ?? 1
  const sent = await sentBy(4, links => {
    for (const one of links) if (random() < changes) one.link = kinds[Math.floor(random() * 3)] ?? 'up'
  })
  expect(busiest(sent)).toBeLessThan(paxosLimit)
  expect(busiest(sent, 10 * second)).toBeLessThanOrEqual(worst)
  expect(sent.length).toBeGreaterThan(8000)
})

test('fault 27: links that move from one replica to the next each window: below 15,000 calls in any 300 s', async () => {
  // As much harm as can be done: who reached Redis has borrowed, and then another one reaches it.
  const sent = await sentBy(4, (links, step) => {
    links.forEach((one, i) => {
      one.link = Math.floor((step * stepMs) / 5250) % 4 === i ? 'up' : 'down'
    })
  })
  expect(busiest(sent)).toBeLessThan(paxosLimit)
  expect(busiest(sent, 10 * second)).toBeLessThanOrEqual(worst)
})

test('fault 27: a Redis that loses its data again and again: below 15,000 calls in any 300 s', async () => {
  const random = seeded(7)
  const sent = await sentBy(4, async (links, step) => {
    set(links, ['up', 'up', 'down', 'late'])
    if (random() < 0.1 || step % 21 === 20) await redis.ask('FLUSHALL')
  })
  expect(busiest(sent)).toBeLessThan(paxosLimit)
  expect(busiest(sent, 10 * second)).toBeLessThanOrEqual(worst)
})

test('fault 27: a Redis that answers now sooner, now later than the 150 ms that it has: never over 450 in 10 s', async () => {
  const random = seeded(3)
  const links = await Promise.all(
    Array.from({ length: 4 }, () => startSlowLink(redis.address.port, () => 60 + 110 * random())),
  )
  const stores = links.map(({ port }) => connectShared({ ...redis.address, port }, silent))
  await Promise.all(stores.map(one => one.settled(5000)))
  const sent: number[] = []
  const answered = { up: 0, down: 0 }
  const ask = async (store: SharedStore, budget: RateBudget) => {
    answered[store.isUp() ? 'up' : 'down'] += 1
    if ((await budget.take('orchestration', { priority: 'open', fraction: 1 })) === 0) sent.push(performance.now())
  }
  await Promise.all(
    stores.map(async store => {
      const own = createSharedBudget({ store, key: 'budget', clock: systemClock, fraction: 1, replicas: 4 })
      for (let round = 0; round < 40; round++) await Promise.all(Array.from({ length: 10 }, () => ask(store, own)))
    }),
  )
  expect(busiest(sent, 10 * second)).toBeLessThanOrEqual(worst)
  expect(sent.length).toBeGreaterThanOrEqual(290)
  // It was neither there all the time nor away all the time.
  expect(answered.up).toBeGreaterThan(20)
  expect(answered.down).toBeGreaterThan(20)
  for (const one of stores) one.close()
  await Promise.all(links.map(link => link.close()))
})
