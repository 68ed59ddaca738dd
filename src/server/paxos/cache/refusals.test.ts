/** What Paxos refuses is not returned from the cache, no matter who met the refusal. */
import { expect, test } from 'vitest'
import type { EndpointName } from '#paxos/api.ts'
import { Fault } from '../../fault.ts'
import { cachedReads, settled, sharedCacheOf } from '../../testing/desk/cached-reads.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import type { SharedCache, SharedEntry } from './shared-cache.ts'
import { createStore } from './store.ts'

const second = 1000
const minute = 60 * second

const upstream = (status: number) => ({ upstream: { status } })
const badRequest = () => new Fault('bad_request', 'no', upstream(400))
const business = () => new Fault('upstream_forbidden', 'no', upstream(403))
const scopeOf = (scope: string) => () => new Fault('upstream_forbidden', 'no', { scope, ...upstream(403) })
const missingScope = scopeOf('orchestration:read_orchestration')
const notFound = () => new Fault('not_found', 'none', upstream(404))
const late = () => new Fault('upstream_timeout', 'late')

/** Each with a time at which it is stale and may still be served while it is renewed. */
const renewable: readonly [EndpointName, number][] = [
  ['orchestration', 11 * minute],
  ['transfer', 23 * 60 * minute],
  ['rules', 6 * minute],
  ['orchestrations', 4 * second],
  ['transfers', 12 * second],
  ['events', 4 * second],
  ['event', 4 * second],
]

test.each(
  renewable.flatMap(row => [badRequest, business, missingScope, notFound].map(failure => [...row, failure] as const)),
)('%s: after a renewal that was refused (%#) the next reader is told', async (endpoint, staleMs, failure) => {
  const { clock, answer, read } = cachedReads()
  answer(() => ({ status: 'COMPLETED' }))
  await read({}, endpoint)
  clock.advance(staleMs)
  answer(failure)
  // Nobody has been refused anything yet.
  expect(await read({}, endpoint)).toMatchObject({ how: 'stale', stale: { reason: 'revalidating' } })
  await settled()
  await expect(read({}, endpoint)).rejects.toMatchObject({ code: failure().code })
  // Nor is it there again when Paxos can't be asked.
  clock.advance(6 * second)
  answer(late)
  await expect(read({}, endpoint)).rejects.toMatchObject({ code: 'upstream_timeout' })
  await expect(read({ purpose: 'poll' }, endpoint)).rejects.toMatchObject({ code: 'upstream_timeout' })
  answer(() => ({ status: 'COMPLETED' }))
  expect(await read({}, endpoint)).toMatchObject({ how: 'call' })
  expect(await read({}, endpoint)).toMatchObject({ how: 'hit' })
})

test.each([badRequest, business, missingScope])(
  'a refusal of newer data ends what was still fresh (%#)',
  async failure => {
    const { answer, read } = cachedReads()
    answer(() => ({ status: 'COMPLETED' }))
    await read()
    answer(failure)
    await expect(read({ fresh: true })).rejects.toMatchObject({ code: failure().code })
    answer(late)
    await expect(read()).rejects.toMatchObject({ code: 'upstream_timeout' })
  },
)

test('a missing scope refuses every endpoint of that scope, in this environment', async () => {
  const clock = fakeClock()
  const store = createStore({ clock })
  const sandbox = cachedReads({ clock, store })
  const production = cachedReads({ clock, store, environment: 'production' })
  for (const { answer, read } of [sandbox, production]) {
    answer(() => ({ status: 'COMPLETED' }))
    await read({}, 'orchestration', 'a')
    await read({}, 'orchestration', 'b')
    await read({}, 'transfer', 'a')
    await read({}, 'rules')
  }
  clock.advance(1)
  sandbox.answer(missingScope)
  await expect(sandbox.read({}, 'orchestrations')).rejects.toMatchObject({ code: 'upstream_forbidden' })
  for (const id of ['a', 'b']) {
    await expect(sandbox.read({}, 'orchestration', id)).rejects.toMatchObject({ code: 'upstream_forbidden' })
    expect(await production.read({}, 'orchestration', id)).toMatchObject({ how: 'hit' })
  }
  expect(await sandbox.read({}, 'transfer', 'a')).toMatchObject({ how: 'hit' })
  expect(await sandbox.read({}, 'rules')).toMatchObject({ how: 'hit' })
})

test.each([badRequest, business, notFound])('any other refusal is of that record alone (%#)', async failure => {
  const { answer, read } = cachedReads()
  answer(() => ({ status: 'COMPLETED' }))
  await read({}, 'orchestration', 'a')
  answer(failure)
  await expect(read({}, 'orchestration', 'b')).rejects.toMatchObject({ code: failure().code })
  expect(await read({}, 'orchestration', 'a')).toMatchObject({ how: 'hit' })
})

test('refused credentials refuse everything that was read with them, in this environment', async () => {
  const clock = fakeClock()
  const store = createStore({ clock })
  const sandbox = cachedReads({ clock, store })
  const production = cachedReads({ clock, store, environment: 'production' })
  for (const { answer, read } of [sandbox, production]) {
    answer(() => ({ status: 'COMPLETED' }))
    await read()
    await read({}, 'rules')
  }
  clock.advance(1)
  sandbox.refusals.noteCredentials()
  sandbox.answer(() => new Fault('upstream_credentials', 'no'))
  await expect(sandbox.read()).rejects.toMatchObject({ code: 'upstream_credentials' })
  await expect(sandbox.read({}, 'rules')).rejects.toMatchObject({ code: 'upstream_credentials' })
  expect(await production.read()).toMatchObject({ how: 'hit' })
})

test("a request that was never sent refuses nothing: that 400 is not Paxos's", async () => {
  const { answer, read } = cachedReads()
  answer(() => ({ status: 'COMPLETED' }))
  await read()
  answer(() => new Fault('bad_request', 'outside of the API'))
  await expect(read({ fresh: true })).rejects.toMatchObject({ code: 'bad_request' })
  expect(await read()).toMatchObject({ how: 'hit' })
})

test.each(['upstream_timeout', 'upstream_unavailable', 'budget_exhausted'] as const)(
  'a renewal that fails otherwise (%s) is told as well, until one works again',
  async code => {
    const { clock, answer, read } = cachedReads()
    answer(() => ({ status: 'COMPLETED' }))
    await read()
    clock.advance(11 * minute)
    answer(() => new Fault(code, 'x', upstream(500)))
    expect((await read()).stale).toEqual({ reason: 'revalidating' })
    await settled()
    expect((await read()).stale).toEqual({ reason: code, status: 500 })
    await settled()
    answer(() => ({ status: 'COMPLETED' }))
    await read()
    await settled()
    expect(await read()).toMatchObject({ how: 'hit', stale: undefined })
  },
)

test('what one replica is refused, no other one serves, from the shared cache or its own', async () => {
  const clock = fakeClock()
  const shared = sharedCacheOf(new Map<string, SharedEntry>())
  const [a, b, c] = [cachedReads({ clock, shared }), cachedReads({ clock, shared }), cachedReads({ clock, shared })]
  a.answer(() => ({ status: 'COMPLETED' }))
  for (const id of ['record', 'other']) await a.read({}, 'orchestration', id)
  for (const id of ['record', 'other']) expect(await b.read({}, 'orchestration', id)).toMatchObject({ how: 'hit' })
  clock.advance(1)
  for (const replica of [b, c]) replica.answer(late)

  a.answer(business)
  await expect(a.read({ fresh: true }, 'orchestration', 'record')).rejects.toMatchObject({ code: 'upstream_forbidden' })
  await expect(c.read({}, 'orchestration', 'record')).rejects.toMatchObject({ code: 'upstream_timeout' })

  a.answer(missingScope)
  await expect(a.read({}, 'orchestrations')).rejects.toMatchObject({ code: 'upstream_forbidden' })
  for (const replica of [b, c]) {
    await expect(replica.read({}, 'orchestration', 'other')).rejects.toMatchObject({ code: 'upstream_timeout' })
  }
})

test.each([badRequest, business, missingScope, notFound])(
  'a refusal is returned once the other replicas know it (%#)',
  async failure => {
    const shared = sharedCacheOf(new Map<string, SharedEntry>())
    let taken: () => void = () => undefined
    const refuse = () => new Promise<void>(resolve => (taken = resolve))
    const { answer, read } = cachedReads({ shared: { ...shared, refuse } })
    answer(failure)
    let told = false
    const refused = expect(read()).rejects.toMatchObject({ code: failure().code })
    refused.finally(() => (told = true))
    await settled()
    expect(told).toBe(false)
    taken()
    await refused
  },
)

test('refused credentials are reported once the other replicas know it', async () => {
  const shared = sharedCacheOf(new Map<string, SharedEntry>())
  let taken: () => void = () => undefined
  const refuse = () => new Promise<void>(resolve => (taken = resolve))
  const { answer, read, refusals } = cachedReads({ shared: { ...shared, refuse } })
  answer(() => {
    refusals.noteCredentials()
    return new Fault('upstream_credentials', 'no')
  })
  let told = false
  const refused = expect(read()).rejects.toMatchObject({ code: 'upstream_credentials' })
  refused.finally(() => (told = true))
  await settled()
  expect(told).toBe(false)
  taken()
  await refused
})

test.each<[string, SharedCache['refuse']]>([
  ['fails', () => Promise.reject(new Error('down'))],
  ['never answers', () => new Promise(() => undefined)],
])('a shared cache that %s holds no refusal up', async (_name, refuse) => {
  const shared = sharedCacheOf(new Map<string, SharedEntry>())
  const { answer, read } = cachedReads({ shared: { ...shared, refuse } })
  answer(business)
  await expect(read()).rejects.toMatchObject({ code: 'upstream_forbidden' })
})

test.each([notFound, business])(
  'a shared entry from before a refusal is not taken over, should it still be there (%#)',
  async failure => {
    const entries = new Map<string, SharedEntry>()
    const shared = { ...sharedCacheOf(entries), refuse: async () => undefined }
    const { clock, answer, read } = cachedReads({ shared })
    answer(() => ({ status: 'COMPLETED' }))
    await read()
    clock.advance(second)
    answer(failure)
    await expect(read({ fresh: true })).rejects.toMatchObject({ code: failure().code })
    clock.advance(6 * second)
    expect(entries.size).toBe(1)
    await expect(read()).rejects.toMatchObject({ code: failure().code })
  },
)
