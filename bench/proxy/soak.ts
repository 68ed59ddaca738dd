/** 50 requests a second for a while: memory and descriptors must not grow. `SOAK_SECONDS=1800` is half an hour. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { freePort } from '../../src/server/testing/network/free-port.ts'
import { recordPath, startDesk } from './desk.ts'
import { load } from './load.ts'
import { openFiles, residentMb } from './processes.ts'
import type { Finding } from './report.ts'

const seconds = Number(process.env.SOAK_SECONDS ?? 60)
const perSecond = 50
/** More than the cache holds: a cache that is still filling would look like a leak. */
const filling = 20_000

/** A mix of use: known orchestrations, new ones, lists, the page and mistakes. */
const mix: readonly ((n: number) => string)[] = [
  n => recordPath(`seen-${n % 300}`),
  n => recordPath(`seen-${n % 20}`),
  n => recordPath(`new-${n}`),
  n => `/api/sandbox/v2/orchestration/orchestrations?limit=20&profile_id=p-${n % 50}`,
  n => `/sandbox/orchestrations/seen-${n % 300}`,
  () => '/api/status',
  () => '/nothing/here',
]

type Sample = { readonly heap: number; readonly resident: number; readonly files: number }

/** The lowest points of the sawtooth: memory without garbage. */
const floor = (samples: readonly Sample[], of: keyof Sample) => Math.min(...samples.map(sample => sample[of]))
const peak = (samples: readonly Sample[], of: keyof Sample) => Math.max(...samples.map(sample => sample[of]))

async function heapMb(metricsPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  return Number(/^nodejs_heap_size_used_bytes (\d+)/m.exec(text)?.[1]) / 1024 / 1024
}

export async function soak(upstream: string): Promise<readonly Finding[]> {
  const metricsPort = await freePort()
  const env = { METRICS_PORT: String(metricsPort) }
  const desk = await startDesk(upstream, { without: 'budget,person-limit', env })
  await load({ url: desk.found, requests: filling, connections: 16, path: n => recordPath(`old-${n}`) })
  const pid = desk.child.pid ?? 0
  const pool = new Pool(desk.found, { connections: 10, pipelining: 1 })
  const samples: Sample[] = []
  let failed = 0
  let n = 0

  async function ask(path: string) {
    const { statusCode, body } = await pool.request({ method: 'GET', path })
    await body.dump()
    if (statusCode >= 500) failed += 1
  }

  const startedAt = performance.now()
  for (let second = 0; second < seconds; second += 1) {
    const batch = Array.from({ length: perSecond }, () => ask((mix[n % mix.length] ?? mix[0])?.(n++) ?? '/'))
    await Promise.all(batch)
    samples.push({ heap: await heapMb(metricsPort), resident: residentMb(pid), files: openFiles(pid) })
    await sleep(Math.max(0, startedAt + (second + 1) * 1000 - performance.now()))
  }
  await pool.close()
  await desk.stop()
  const quarter = Math.floor(samples.length / 4)
  // The first quarter includes compilation.
  const early = samples.slice(quarter, 2 * quarter)
  const late = samples.slice(-quarter)
  return [
    { what: `soak, ${seconds} s at ${perSecond}/s: server errors`, value: failed, unit: '', most: 0 },
    { what: 'soak: heap at its lowest, early', value: floor(early, 'heap'), unit: 'MB' },
    { what: 'soak: heap, growth', value: floor(late, 'heap') - floor(early, 'heap'), unit: 'MB', most: 5 },
    { what: 'soak: descriptors, growth', value: peak(late, 'files') - peak(early, 'files'), unit: '', most: 5 },
    { what: 'soak: resident memory, most', value: peak(samples, 'resident'), unit: 'MB', most: 200 },
  ]
}
