/** CPU time and latency per request, ours and nginx's in turns, so that a slow minute affects both. */
import { recordPath, startDesk } from './desk.ts'
import { load, quantile } from './load.ts'
import { startNginx } from './nginx.ts'
import { cpuMs } from './processes.ts'
import { type Finding, median } from './report.ts'

const requests = Number(process.env.REQUESTS ?? 20_000)
const rounds = Number(process.env.ROUNDS ?? 5)
const connections = 16
/** Requests until V8 has optimised everything. */
const warmUp = 40_000

type Side = { readonly pid: number; readonly url: string; readonly path: (kind: Kind, n: number) => string }
type Kind = 'cached' | 'forwarded'
type Measured = { readonly cpu: number; readonly p99: number }

let unread = 0
/** 50 IDs in rotation, or one never requested before. */
const idOf = (kind: Kind, n: number) => (kind === 'cached' ? `id-${n % 50}` : `id-of-its-own-${unread++}`)

async function measure({ pid, url, path }: Side, kind: Kind): Promise<Measured> {
  const before = cpuMs(pid)
  const { failed, latencies } = await load({ url, requests, connections, path: n => path(kind, n) })
  if (failed > 0) throw new Error(`${failed} ${kind} requests failed at ${url}`)
  return { cpu: ((cpuMs(pid) - before) * 1000) / requests, p99: quantile(latencies, 0.99) }
}

export async function cost(upstream: string): Promise<readonly Finding[]> {
  const nginx = await startNginx(upstream)
  const desk = await startDesk(upstream, { without: 'budget,person-limit' })
  const ours: Side = { pid: desk.child.pid ?? 0, url: desk.found, path: (kind, n) => recordPath(idOf(kind, n)) }
  const theirs: Side = {
    pid: nginx.child.pid ?? 0,
    url: nginx.url,
    path: (kind, n) => `/${kind}/orchestration/orchestrations/${idOf(kind, n)}`,
  }
  const findings: Finding[] = []
  for (const [kind, most] of [
    ['cached', 2.5],
    ['forwarded', 4],
  ] as const) {
    for (const side of [ours, theirs]) {
      await load({ url: side.url, requests: warmUp, connections, path: n => side.path(kind, n) })
    }
    const own: Measured[] = []
    const other: Measured[] = []
    for (let round = 0; round < rounds; round += 1) {
      own.push(await measure(ours, kind))
      other.push(await measure(theirs, kind))
    }
    const cpu = [own, other].map(side => median(side.map(({ cpu }) => cpu)))
    const p99 = [own, other].map(side => median(side.map(({ p99 }) => p99)))
    // One ratio per round: other load on the machine affects both sides of a round alike.
    const ratio = median(own.map((one, round) => one.cpu / (other[round]?.cpu ?? Number.NaN)))
    findings.push(
      { what: `CPU per ${kind} read`, value: cpu[0] ?? 0, unit: 'µs' },
      { what: `CPU per ${kind} read, nginx`, value: cpu[1] ?? 0, unit: 'µs' },
      { what: `CPU per ${kind} read, ratio`, value: ratio, unit: 'times', most },
      { what: `p99 of ${kind} reads`, value: p99[0] ?? 0, unit: 'ms' },
      { what: `p99 of ${kind} reads, nginx`, value: p99[1] ?? 0, unit: 'ms' },
    )
  }
  await Promise.all([nginx.stop(), desk.stop()])
  return findings
}
