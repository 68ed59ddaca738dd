/** What the reader itself makes sure of, whatever its callers have checked. */
import { expect, test, vi } from 'vitest'
import { Secret } from '../config/secret.ts'
import { noEnvironmentMetrics } from '../observe/metrics.ts'
import { traceOf } from '../observe/trace.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { createPenalty } from './budget/penalty.ts'
import { createRateBudget } from './budget/rate-budget.ts'
import { createRefusals } from './cache/refusals.ts'
import { createStore } from './cache/store.ts'
import { createRetryBudget } from './calls/retry-budget.ts'
import { createConnectionSlots } from './transport/connection-slots.ts'
import type { Exchange } from './transport/transport.ts'
import { createUpstream } from './upstream.ts'

/** `statuses` are those of the first answers; the others are 200. */
function make(apiUrl: string, statuses: readonly number[] = []) {
  const clock = fakeClock()
  const random = () => 0
  const sent: Exchange[] = []
  const budget = createRateBudget({ clock })
  const take = vi.spyOn(budget, 'take')
  const store = createStore({ clock })
  const upstream = createUpstream({
    name: 'sandbox',
    apiUrl: new URL(apiUrl),
    slots: createConnectionSlots(1),
    exchange: async request => {
      const status = statuses[sent.length] ?? 200
      sent.push(request)
      const body = Buffer.from('{}')
      const nothing = { contentEncoding: undefined, retryAfter: undefined, date: undefined, requestId: undefined }
      return { status, contentType: 'application/json', body, ...nothing }
    },
    tokens: {
      get: async () => ({ secret: new Secret('token') }),
      rejected: () => undefined,
      hold: () => {
        throw new Error('not asked for here')
      },
      lifeMs: () => 0,
    },
    penalty: createPenalty({ environment: 'sandbox', minimumMs: 1000, clock, random }),
    budget,
    sleep: async () => undefined,
    clock,
    random,
    userAgent: 'test',
    metrics: noEnvironmentMetrics,
    totalMs: 1000,
    batching: true,
    batchFraction: 1,
    store,
    sharedCache: undefined,
    refusals: createRefusals({ environment: 'sandbox', store, sharedCache: undefined, clock }),
  })
  return { upstream, sent, take }
}

const asked = {
  trace: traceOf('00000000-0000-4000-8000-000000000000', undefined),
  purpose: 'open',
  fresh: false,
} as const

test.each(['..', '.', '../../oauth2/token', '%2e%2e', 'a/../b', '\\..\\', 'a?b', 'a#b', ''])(
  'fault 31: an ID of %j that got past every check before leaves neither its template nor its encoding',
  async id => {
    const { upstream, sent } = make('https://api.example/v2')
    const outcome = await Promise.resolve(upstream.read({ endpoint: 'orchestration', id }, asked)).then(
      () => 'sent',
      error => error.code,
    )
    if (outcome !== 'sent') expect(outcome).toBe('bad_request')
    for (const { path } of sent) {
      const url = new URL(`https://api.example${path}`)
      expect(url.origin).toBe('https://api.example')
      expect(url.pathname).toBe(`/v2/orchestration/orchestrations/${encodeURIComponent(id)}`)
      expect(url.search).toBe('')
    }
  },
)

test('an ID of dots, which encoding does not change, is refused', async () => {
  for (const id of ['.', '..']) {
    const { upstream, sent } = make('https://api.example/v2')
    await expect(upstream.read({ endpoint: 'orchestration', id }, asked)).rejects.toMatchObject({
      code: 'bad_request',
      reason: 'path_assertion',
    })
    expect(sent).toEqual([])
  }
})

test.each(['https://api.example/v2', 'https://api.example/v2/', 'https://gateway.example/paxos/v2'])(
  'the base %s may end in a slash and lie below others',
  async base => {
    const { upstream, sent } = make(base)
    await upstream.read({ endpoint: 'event', id: 'id-1' }, asked)
    expect(sent.map(({ path }) => path)).toEqual([`${new URL(base).pathname.replace(/\/$/, '')}/events/id-1`])
  },
)

test('records may have 1 MiB, lists 4 MiB', async () => {
  const { upstream, sent } = make('https://api.example/v2')
  await upstream.read({ endpoint: 'transfer', id: 'id-1' }, asked)
  await upstream.read({ endpoint: 'transfers' }, asked)
  expect(sent.map(({ maxBytes }) => maxBytes)).toEqual([1024 * 1024, 4 * 1024 * 1024])
})

test('a retry gives way to pages that open', async () => {
  const { upstream, sent, take } = make('https://api.example/v2', [503])
  await upstream.read({ endpoint: 'transfer', id: 'id-1' }, asked)
  expect(sent).toHaveLength(2)
  const own = take.mock.calls.filter(([lane]) => lane === 'transfer')
  expect(own.map(([, { priority }]) => priority)).toEqual(['open', 'follow'])
})

test('fault 22: retries are at most a tenth of the calls, and ten accumulate at most', () => {
  const budget = createRetryBudget()
  const after = (calls: number) => {
    for (let i = 0; i < calls; i++) budget.called()
    let taken = 0
    while (budget.take()) taken += 1
    return taken
  }
  expect(after(1)).toBe(1)
  expect(after(9)).toBe(0)
  expect(after(1)).toBe(1)
  expect(after(50)).toBe(5)
  expect(after(10_000)).toBe(10)
})
