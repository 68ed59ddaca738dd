/** Whatever is asked, the memory that answers take has a bound. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type CacheEntry, createStore } from '../paxos/cache/store.ts'
import { fakeClock } from '../testing/fake-clock.ts'

const megabyte = 1024 * 1024
const program = fileURLToPath(new URL('../testing/desk/fill-cache.ts', import.meta.url))

test('fault 66: a million different IDs, each read once, take 80 MB at most', { timeout: 180_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program])
  const { records, before, most } = JSON.parse(stdout)
  expect(records).toBe(1_000_000)
  // The server takes 115 MB at rest and may take 200.
  expect(most - before).toBeLessThan(80 * megabyte)
})

const kept = (text: string): CacheEntry => ({
  key: '',
  environment: 'sandbox',
  endpoint: 'orchestration',
  body: Buffer.from(text),
  etag: '"x"',
  readAt: new Date(0).toISOString(),
  at: 0,
  freshness: { freshMs: 1, renewMs: 1, onErrorMs: 1 },
  updatedAt: undefined,
})

test('fault 66: the least recently used entry makes room, and one larger than the cache is not kept', () => {
  const store = createStore({ clock: fakeClock(), maxBytes: 10_000 })
  for (const key of ['a', 'b', 'c', 'd']) store.put(key, kept('x'.repeat(1000)))
  expect(store.get('a')).toBeDefined()
  store.put('e', kept('x'.repeat(1000)))
  expect(['a', 'b', 'c', 'd', 'e'].filter(key => store.get(key))).toEqual(['a', 'c', 'd', 'e'])
  store.put('f', kept('x'.repeat(20_000)))
  expect(store.get('f')).toBeUndefined()
  expect(store.get('e')).toBeDefined()
})

test("fault 66: counts Paxos's words about unknown IDs too", () => {
  const store = createStore({ clock: fakeClock(), maxBytes: 1_000_000 })
  const upstream = { status: 404, title: 'x'.repeat(300), detail: 'é'.repeat(2000) }
  for (let n = 0; n < 1000; n++) store.putNone(`id-${n}`, { notFound: { detail: '', upstream }, at: 0 })
  const left = Array.from({ length: 1000 }, (_, n) => n).filter(n => store.lookup(`id-${n}`))
  // Four kilobytes each for the words alone.
  expect(left.length).toBeLessThan(250)
  expect(left).toContain(999)
})

test('fault 66: IDs that do not exist take room too, and are evicted', () => {
  const store = createStore({ clock: fakeClock(), maxBytes: 10_000 })
  const missing = { notFound: { detail: '', upstream: undefined }, at: 0 }
  for (let n = 0; n < 1000; n++) store.putNone(`id-${n}`, missing)
  const left = Array.from({ length: 1000 }, (_, n) => n).filter(n => store.lookup(`id-${n}`))
  expect(left.length).toBeLessThan(10)
  expect(left).toContain(999)
})
