/** A Paxos in virtual time with many open orchestrations and Paxos's rate limit, and replicas in front of it. */
import { Secret } from '../../config/secret.ts'
import { noEnvironmentMetrics } from '../../observe/metrics.ts'
import { createPenalty } from '../../paxos/budget/penalty.ts'
import { createRateBudget } from '../../paxos/budget/rate-budget.ts'
import { createRefusals } from '../../paxos/cache/refusals.ts'
import { createStore } from '../../paxos/cache/store.ts'
import { createConnectionSlots } from '../../paxos/transport/connection-slots.ts'
import { type Answer, type Exchange, NotSent } from '../../paxos/transport/transport.ts'
import { createUpstream, type Upstream } from '../../paxos/upstream.ts'
import type { VirtualTime } from '../virtual-time.ts'

export type VirtualPaxos = {
  readonly exchange: (request: Exchange) => Promise<Answer>
  /** The times of all calls in ms, in order. */
  readonly calls: number[]
}

const latencyMs = 80
/** Paxos's own limit. */
const windowMs = 300_000
export const paxosLimit = 15_000

/** How long the next request waits for a connection, and then travels (ms). */
type Network = { readonly connectMs: () => number; readonly wayMs: () => number }

const instant: Network = { connectMs: () => 0, wayMs: () => 0 }

export function virtualPaxos({ clock, sleep }: VirtualTime, { connectMs, wayMs } = instant): VirtualPaxos {
  const calls: number[] = []
  const passing = async (ms: number) => (ms > 0 ? sleep(ms) : undefined)
  const nothing = { contentEncoding: undefined, retryAfter: undefined, date: undefined, requestId: undefined }
  return {
    calls,
    exchange: async ({ path, mayStart }) => {
      await passing(connectMs())
      if (mayStart?.() === false) throw new NotSent()
      await passing(wayMs())
      calls.push(clock.now())
      await sleep(latencyMs)
      const url = new URL(path, 'http://paxos')
      const ids = url.searchParams.getAll(url.pathname.includes('transfers') ? 'ids' : 'orchestration_id')
      const last = url.pathname.split('/').pop() ?? ''
      const record = (id: string) => ({ id, status: 'PROCESSING', source_amount: '1.10' })
      const body = ['orchestrations', 'transfers', 'events', 'rules'].includes(last)
        ? { items: ids.map(record) }
        : record(last)
      return { status: 200, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)), ...nothing }
    },
  }
}

/** The maximum number of calls in any window of this length. */
export function busiest(calls: readonly number[], ms = windowMs): number {
  let most = 0
  let from = 0
  calls.forEach((at, index) => {
    while ((calls[from] ?? at) <= at - ms) from += 1
    most = Math.max(most, index - from + 1)
  })
  return most
}

/** One process of the server, without sockets. */
export function replica({ clock, sleep }: VirtualTime, paxos: VirtualPaxos, budgetFraction: number): Upstream {
  const random = () => 0.5
  const store = createStore({ clock })
  return createUpstream({
    name: 'sandbox',
    apiUrl: new URL('http://paxos/v2'),
    exchange: paxos.exchange,
    slots: createConnectionSlots(32),
    tokens: {
      get: async () => ({ secret: new Secret('token') }),
      rejected: () => undefined,
      hold: () => {
        throw new Error('no token is refused here')
      },
      lifeMs: () => 0,
    },
    penalty: createPenalty({ environment: 'sandbox', minimumMs: 300_000, clock, random }),
    budget: createRateBudget({ clock, fraction: budgetFraction }),
    clock,
    sleep,
    random,
    userAgent: 'test',
    metrics: noEnvironmentMetrics,
    totalMs: 8000,
    batching: true,
    batchFraction: budgetFraction,
    store,
    sharedCache: undefined,
    refusals: createRefusals({ environment: 'sandbox', store, sharedCache: undefined, clock }),
  })
}
