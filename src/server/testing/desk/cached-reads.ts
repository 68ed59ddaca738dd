/** Reads through the cache from a Paxos that is a function of the test, on a fake clock. */
import type { EndpointName } from '#paxos/api.ts'
import { traceOf } from '../../observe/trace.ts'
import { createReads, type ReadOptions } from '../../paxos/cache/reads.ts'
import { createRefusals } from '../../paxos/cache/refusals.ts'
import { createSecondLevel } from '../../paxos/cache/second-level.ts'
import type { SharedCache, SharedEntry } from '../../paxos/cache/shared-cache.ts'
import { createStore, type Store } from '../../paxos/cache/store.ts'
import { readingOf } from '../../paxos/calls/response.ts'
import type { ReadContext } from '../../paxos/source.ts'
import { type FakeClock, fakeClock } from '../fake-clock.ts'

type Options = {
  readonly environment?: string
  readonly shared?: SharedCache
  readonly stopped?: () => boolean
  readonly clock?: FakeClock
  readonly store?: Store
}

export function cachedReads(options: Options = {}) {
  const { environment = 'sandbox', shared, stopped = () => false, clock = fakeClock() } = options
  const store = options.store ?? createStore({ clock })
  const refusals = createRefusals({ environment, store, sharedCache: shared, clock })
  const asked: ReadContext[] = []
  let answer: () => unknown = () => ({})
  const read = createReads({
    environment,
    store,
    secondLevel: shared && createSecondLevel({ environment, sharedCache: shared, store, refusals, clock }),
    refusals,
    isStopped: stopped,
    clock,
    source: async (_request, context) => {
      asked.push(context)
      const body = answer()
      if (body instanceof Error) throw body
      return readingOf(Buffer.from(JSON.stringify(body)), clock.date())
    },
  })
  return {
    clock,
    store,
    refusals,
    /** Every call to Paxos so far. */
    asked,
    /** Paxos answers with this from now on, or fails with this error. */
    answer: (next: () => unknown) => {
      answer = next
    },
    read: async (options: Partial<ReadOptions> = {}, endpoint: EndpointName = 'orchestration', id = 'id-1') =>
      read(
        { endpoint, ...(endpoint.endsWith('s') ? {} : { id }) },
        { trace: traceOf('r', undefined), purpose: 'open', fresh: false, ...options },
      ),
  }
}

/** Lets background work finish. */
export const settled = () => new Promise(resolve => setImmediate(resolve))

/** A shared cache without Redis. */
export function sharedCacheOf(entries: Map<string, SharedEntry>): SharedCache {
  const refused = new Set<string>()
  const listeners: ((name: string) => void)[] = []
  return {
    get: async (key, groups) => (groups.some(group => refused.has(group)) ? undefined : entries.get(key)),
    set: async (key, entry) => void entries.set(key, entry),
    refuse: async name => {
      entries.delete(name)
      refused.add(name)
      for (const listener of listeners) listener(name)
    },
    onRefused: (groups, listener) => {
      listeners.push(name => groups.includes(name) && listener(name, 0))
    },
  }
}
