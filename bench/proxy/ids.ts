/** Many distinct IDs, each read once: memory stays bounded. The promise is `IDS=1000000`. */
import { recordPath, startDesk } from './desk.ts'
import { load } from './load.ts'
import { residentMb } from './processes.ts'
import type { Finding } from './report.ts'

const ids = Number(process.env.IDS ?? 200_000)
const steps = 20

export async function distinctIds(upstream: string): Promise<readonly Finding[]> {
  const desk = await startDesk(upstream, { without: 'budget,person-limit' })
  let most = 0
  let failed = 0
  for (let step = 0; step < steps; step += 1) {
    const from = step * (ids / steps)
    const result = await load({
      url: desk.found,
      requests: ids / steps,
      connections: 16,
      path: n => recordPath(`distinct-${from + n}`),
    })
    failed += result.failed
    most = Math.max(most, residentMb(desk.child.pid ?? 0))
  }
  await desk.stop()
  return [
    { what: `${ids.toLocaleString('en')} distinct IDs: failed`, value: failed, unit: '', most: 0 },
    { what: `${ids.toLocaleString('en')} distinct IDs: resident memory, most`, value: most, unit: 'MB', most: 200 },
  ]
}
