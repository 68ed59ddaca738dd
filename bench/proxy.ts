/**
 * Measures the proxy beside nginx doing the same in front of the same upstream. `npm run bench:proxy` runs all parts on a
 * built app in about ten minutes, `npm run bench:proxy -- cost soak` some of them. For longer runs:
 * `SOAK_SECONDS=1800 TABS_SECONDS=300 IDS=1000000`. Needs a quiet machine; exits with 1 when a budget is missed.
 */
import { cpus } from 'node:os'
import { cost } from './proxy/cost.ts'
import { distinctIds } from './proxy/ids.ts'
import { cores, moveToItsCore, startOn } from './proxy/processes.ts'
import { report } from './proxy/report.ts'
import { soak } from './proxy/soak.ts'
import { start } from './proxy/start.ts'
import { polling } from './proxy/tabs.ts'

const parts = { start, cost, tabs: polling, ids: distinctIds, soak }
const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name)

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !isPart(name))
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}

moveToItsCore()
const upstream = await startOn(cores.around, ['node', 'bench/proxy/upstream.ts'], /(http:\S+)/)
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`,
)
console.log('| | measured | budget |\n|---|---|---|')
let over = 0
for (const name of asked.length > 0 ? asked.filter(isPart) : (Object.keys(parts) as (keyof typeof parts)[])) {
  over += report(await parts[name](upstream.found))
}
await upstream.stop()
process.exitCode = over > 0 ? 1 : 0
