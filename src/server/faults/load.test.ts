/** Minutes of load in virtual time: what reaches Paxos, and how old the data is that people see. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '../fault.ts'
import { traceOf } from '../observe/trace.ts'
import type { CacheResult } from '../paxos/cache/result.ts'
import type { Upstream } from '../paxos/upstream.ts'
import { seeded } from '../testing/seeded.ts'
import { busiest, paxosLimit, replica, virtualPaxos } from '../testing/upstream/virtual-paxos.ts'
import { virtualTime } from '../testing/virtual-time.ts'

const second = 1000
const minute = 60 * second
const trace = traceOf('00000000-0000-4000-8000-000000000000', undefined)

// Hundreds of thousands of refusals are made here, and where each was made says nothing.
const { stackTraceLimit } = Error
beforeAll(() => {
  Error.stackTraceLimit = 0
})
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit
})

test.each([
  [100, 1],
  [400, 4],
])(
  'fault 27: %i reads a second for 15 minutes at %i replicas: never over 15,000 calls in any 300 s, and every answer fresh or marked stale',
  { timeout: 120_000 },
  async (perSecond, replicas) => {
    const time = virtualTime()
    const paxos = virtualPaxos(time)
    const random = seeded(replicas)
    const desks = Array.from({ length: replicas }, () => replica(time, paxos, 1 / replicas))
    const seen = { fresh: 0, stale: 0, unmarked: 0, failed: new Map<string, number>() }

    const count = ({ ttlMs, stale, how }: CacheResult) => {
      if (stale) seen.stale += 1
      else if (ttlMs >= 0 || how === 'shared') seen.fresh += 1
      else seen.unmarked += 1
    }
    const offer = (read: Promise<CacheResult>) =>
      read.then(count, error => {
        const code = error instanceof Fault ? error.code : String(error)
        seen.failed.set(code, (seen.failed.get(code) ?? 0) + 1)
      })

    let opened = 0
    const readOne = () => {
      const desk = desks[Math.floor(random() * replicas)] as Upstream
      const kind = random()
      const id = `id-${Math.floor(random() * 300)}`
      const poll = { trace, purpose: 'poll', fresh: false } as const
      const open = { trace, purpose: 'open', fresh: false } as const
      if (kind < 0.6) return offer(desk.read({ endpoint: 'orchestration', id }, poll))
      if (kind < 0.75) return offer(desk.read({ endpoint: 'transfer', id }, poll))
      // People in a hurry, and pages that nobody has opened before.
      if (kind < 0.85) return offer(desk.read({ endpoint: 'orchestration', id }, { ...open, fresh: true }))
      if (kind < 0.95) return offer(desk.read({ endpoint: 'orchestration', id: `new-${opened++}` }, open))
      return offer(desk.read({ endpoint: 'orchestrations', query: { limit: '100', status: ['FAILED'] } }, open))
    }
    const atOnce = 10
    for (let n = 0; n < (perSecond / atOnce) * 60 * 15; n++) {
      time.at((n * atOnce * second) / perSecond, () => {
        for (let i = 0; i < atOnce; i++) readOne()
      })
    }
    await time.pass(15 * minute + 10 * second)

    expect(busiest(paxos.calls)).toBeLessThanOrEqual(paxosLimit)
    // Not because nothing was sent: all of it was needed.
    expect(paxos.calls.length).toBeGreaterThan(10_000)
    expect([...seen.failed]).toEqual([])
    expect(seen.unmarked).toBe(0)
    expect(seen.fresh + seen.stale).toBe(perSecond * 60 * 15)
  },
)

test('fault 27: 400 page opens a second: never over 300 calls of an endpoint in any 10 s, as they arrive', async () => {
  const time = virtualTime()
  const random = seeded(1)
  let requests = 0
  const paxos = virtualPaxos(time, {
    // The first ones open the connections.
    connectMs: () => (requests++ < 32 ? 900 : 0),
    wayMs: () => 240 * random(),
  })
  const desk = replica(time, paxos, 1)
  let failed = 0
  for (let n = 0; n < 400 * 60; n++) {
    const open = { trace, purpose: 'open', fresh: false } as const
    const read = async () => desk.read({ endpoint: 'event', id: `id-${n}` }, open)
    time.at((n * second) / 400, () => {
      read().catch(() => {
        failed += 1
      })
    })
  }
  await time.pass(80 * second)
  expect(busiest(paxos.calls, 10 * second)).toBeLessThanOrEqual(300)
  // Five windows of 300 and what is left of a sixth: all of the budget is used, and no more is there.
  expect(paxos.calls.length).toBeGreaterThan(1700)
  expect(failed).toBeGreaterThan(20_000)
})

test('a thousand tabs on 200 open orchestrations: at most 10 calls a second, and data at most 4 s old for 95 %', async () => {
  const time = virtualTime()
  const paxos = virtualPaxos(time)
  const random = seeded(1)
  const desk = replica(time, paxos, 1)
  const ages: number[] = []
  // Opened over a minute, then looked at for five.
  const settled = 70 * second
  const end = 6 * minute

  const read = async (endpoint: 'orchestration' | 'transfer', id: string, purpose: 'open' | 'poll') => {
    const { ageMs } = await desk.read({ endpoint, id }, { trace, purpose, fresh: false })
    if (time.clock.now() > settled && purpose === 'poll') ages.push(ageMs)
  }
  /** As the page does it: every 5 s, give or take a tenth, and its two transfers every fourth time. */
  function tab(n: number) {
    const id = `id-${n % 200}`
    const tick = (ticks: number) => {
      const reads = [read('orchestration', id, ticks === 0 ? 'open' : 'poll')]
      if (ticks % 4 === 0) {
        for (const leg of ['in', 'out']) reads.push(read('transfer', `${id}-${leg}`, ticks === 0 ? 'open' : 'poll'))
      }
      const next = 5 * second * (0.9 + 0.2 * random())
      Promise.all(reads).then(() => time.at(time.clock.now() + next, () => tick(ticks + 1)))
    }
    time.at(random() * minute, () => tick(0))
  }
  for (let n = 0; n < 1000; n++) tab(n)
  await time.pass(end)

  const calls = paxos.calls.filter(at => at > settled)
  expect(busiest(calls, second)).toBeLessThanOrEqual(10)
  // The tabs were result, and not from one answer.
  expect(ages.length).toBeGreaterThan(50_000)
  expect(calls.length).toBeGreaterThan((end - settled) / second)
  ages.sort((a, b) => a - b)
  expect(ages[Math.floor(ages.length * 0.95)]).toBeLessThanOrEqual(4 * second)
})
