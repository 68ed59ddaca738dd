/** 1,000 tabs that poll 200 open orchestrations: calls to Paxos, and the age of the data in the tabs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { recordPath, startDesk } from './desk.ts'
import { quantile } from './load.ts'
import type { Finding } from './report.ts'

const seconds = Number(process.env.TABS_SECONDS ?? 30)
const tabs = 1000
const orchestrations = 200
const pollMs = 5000

const readsOf = async (upstream: string) =>
  Number(((await (await fetch(`${upstream}/count`)).json()) as { reads: number }).reads)

export async function polling(upstream: string): Promise<readonly Finding[]> {
  const desk = await startDesk(upstream, { without: 'person-limit' })
  const pool = new Pool(desk.found, { connections: 200, pipelining: 1 })
  const ages: number[] = []
  let failed = 0
  let until = Number.POSITIVE_INFINITY
  let counting = false

  async function poll(id: string) {
    const { statusCode, headers, body } = await pool.request({
      method: 'GET',
      path: recordPath(id),
      headers: { 'x-desk-purpose': 'poll', 'sec-fetch-site': 'same-origin' },
    })
    await body.dump()
    if (!counting) return
    if (statusCode === 200) ages.push(Date.now() - Date.parse(String(headers['x-read-at'])))
    else failed += 1
  }

  async function tab(n: number) {
    await sleep(Math.random() * pollMs)
    while (performance.now() < until) {
      const next = performance.now() + pollMs * (0.9 + 0.2 * Math.random())
      await poll(`open-${n % orchestrations}`)
      await sleep(Math.max(0, Math.min(next, until) - performance.now()))
    }
  }

  const all = Promise.all(Array.from({ length: tabs }, (_, n) => tab(n)))
  // The first round fills the cache and is not typical.
  await sleep(2 * pollMs)
  const before = await readsOf(upstream)
  const startedAt = performance.now()
  counting = true
  until = startedAt + seconds * 1000
  await all
  const lasted = (performance.now() - startedAt) / 1000
  const calls = (await readsOf(upstream)) - before
  await pool.close()
  await desk.stop()
  ages.sort((a, b) => a - b)
  return [
    { what: `1,000 tabs on 200 payments for ${seconds} s: answers`, value: ages.length, unit: '' },
    { what: '1,000 tabs: answers that were errors', value: failed, unit: '', most: 0 },
    { what: '1,000 tabs: calls of Paxos', value: calls / lasted, unit: 'a second', most: 10 },
    { what: '1,000 tabs: age of the data, p95', value: quantile(ages, 0.95) / 1000, unit: 's', most: 4 },
  ]
}
