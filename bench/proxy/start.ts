/** Time from the start of the process to the first "ready". */
import { startDesk } from './desk.ts'
import { type Finding, median } from './report.ts'

const runs = 7

async function oneStart(upstream: string, env: Record<string, string>): Promise<number> {
  const startedAt = performance.now()
  const desk = await startDesk(upstream, { env })
  const reply = await fetch(`${desk.found}/readyz`)
  const took = performance.now() - startedAt
  await desk.stop()
  if (reply.status !== 200) throw new Error(`/readyz said ${reply.status}`)
  return took
}

export async function start(upstream: string): Promise<readonly Finding[]> {
  const live: number[] = []
  const demo: number[] = []
  for (let run = 0; run < runs; run += 1) {
    live.push(await oneStart(upstream, {}))
    demo.push(await oneStart(upstream, { DEMO: 'on' }))
  }
  return [
    { what: 'cold start to ready', value: median(live) / 1000, unit: 's', most: 1.5 },
    { what: 'cold start to ready, with the demo', value: median(demo) / 1000, unit: 's', most: 1.5 },
  ]
}
