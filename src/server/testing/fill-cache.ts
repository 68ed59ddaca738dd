/** A program that a test runs: asks the cache for a million different records and says what it took. */
import { setFlagsFromString } from 'node:v8'

// As the server itself starts.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=50')
const { systemClock } = await import('../clock.ts')
const { createReads } = await import('../paxos/cache/reads.ts')
const { createStore } = await import('../paxos/cache/store.ts')
const { readingOf } = await import('../paxos/judge.ts')

const records = 1_000_000
const note = 'x'.repeat(1000)
const store = createStore({ clock: systemClock })
const read = createReads({
  environment: 'sandbox',
  store,
  secondLevel: undefined,
  isStopped: () => false,
  clock: systemClock,
  source: async ({ id }) => {
    const text = `{"id":"${id}","status":"COMPLETED","updated_at":"2026-04-20T12:34:10.123456789Z","note":"${note}"}`
    return { reading: readingOf(Buffer.from(text), systemClock.date()), batched: false }
  },
})
const options = { requestId: '00000000-0000-4000-8000-000000000000', purpose: 'open', fresh: false } as const

let before = 0
let most = 0
for (let n = 0; n < records; n++) {
  await read({ endpoint: 'orchestration', id: `6506ad35-cad8-440f-b247-${String(n).padStart(12, '0')}` }, options)
  if (n === 1000) before = process.memoryUsage.rss()
  if (n % 5000 === 0) most = Math.max(most, process.memoryUsage.rss())
}
process.stdout.write(JSON.stringify({ records, before, most }))
