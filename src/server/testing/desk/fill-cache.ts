/** A program run by a test: puts a million different records into the cache and prints the memory they take. */
import { setFlagsFromString } from 'node:v8'

// As the server itself starts.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=50')
const { systemClock } = await import('../../clock.ts')
const { createReads } = await import('../../paxos/cache/reads.ts')
const { factsOf } = await import('../../paxos/cache/freshness.ts')
const { createRefusals } = await import('../../paxos/cache/refusals.ts')
const { createStore } = await import('../../paxos/cache/store.ts')
const { readingOf } = await import('../../paxos/calls/response.ts')
const { traceOf } = await import('../../observe/trace.ts')

const records = 1_000_000
/** Read through the server; the rest go straight into the cache, which is the part that could grow. */
const readInFull = 50_000
const note = 'x'.repeat(1000)
const store = createStore({ clock: systemClock })
const textOf = (id: string) =>
  `{"id":"${id}","status":"COMPLETED","updated_at":"2026-04-20T12:34:10.123456789Z","note":"${note}"}`
const environment = 'sandbox'
const reads = createReads({
  environment,
  store,
  secondLevel: undefined,
  refusals: createRefusals({ environment, store, sharedCache: undefined, clock: systemClock }),
  isStopped: () => false,
  clock: systemClock,
  source: async ({ id }) => {
    return readingOf(Buffer.from(textOf(id ?? '')), systemClock.date())
  },
})
const trace = traceOf('00000000-0000-4000-8000-000000000000', undefined)
const options = { trace, purpose: 'open', fresh: false } as const

const record = { status: 'COMPLETED', updated_at: '2026-04-20T12:34:10.123456789Z' }
const facts = factsOf('orchestration', record, systemClock.date())
let before = 0
let most = 0
for (let n = 0; n < records; n++) {
  const id = `6506ad35-cad8-440f-b247-${String(n).padStart(12, '0')}`
  if (n < readInFull) await reads({ endpoint: 'orchestration', id }, options)
  else {
    const body = Buffer.from(new TextEncoder().encode(textOf(id)).buffer)
    const key = `sandbox ${id}`
    const place = { key, environment, endpoint: 'orchestration' } as const
    const read = { readAt: new Date().toISOString(), at: systemClock.now() }
    store.put(key, { ...place, body, etag: `"${id}"`, ...read, ...facts })
  }
  if (n === 1000) before = process.memoryUsage.rss()
  if (n % 5000 === 0) most = Math.max(most, process.memoryUsage.rss())
}
process.stdout.write(JSON.stringify({ records, before, most }))
