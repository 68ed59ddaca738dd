/** Alerts and dashboard against the metrics that the server has. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { collectDefaultMetrics, Registry } from '@prometheus-io/client'
import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { catalogue, type MetricShape } from '#server/observe/catalogue.ts'
import { root } from '../testing/checkout.ts'
import { findProgram, readText } from './files.ts'

type Rules = {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[]
}
type Dashboard = {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[]
}

const alerts = (parse(readText('deploy/prometheus-rules.yaml')) as Rules).groups.flatMap(({ rules }) => rules)
const { panels } = JSON.parse(readText('deploy/grafana-dashboard.json')) as Dashboard
const queries = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
].map(([name, expr]) => [name, expr.replaceAll('$__rate_interval', '5m')] as const)

/** Series names with their labels. */
async function knownSeries(): Promise<ReadonlyMap<string, readonly string[]>> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const known = new Map<string, readonly string[]>()
  for (const [, name = ''] of (await registry.metrics()).matchAll(/^(\w+)(?=[{ ])/gm)) known.set(name, [])
  for (const [name, { kind, labels }] of Object.entries<MetricShape>(catalogue)) {
    const suffixes = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : ['']
    for (const suffix of suffixes) known.set(name + suffix, suffix === '_bucket' ? [...labels, 'le'] : labels)
  }
  return known
}

/** What a query names; `errors` are places that are not PromQL. */
function readQuery(query: string) {
  const found = { metrics: [] as string[], labels: [] as string[], errors: [] as string[] }
  parser.parse(query).iterate({
    enter: ({ name, from, to, type }) => {
      const text = query.slice(from, to)
      if (type.isError) found.errors.push(query.slice(from))
      else if (name === 'Identifier') found.metrics.push(text)
      else if (name === 'LabelName') found.labels.push(text)
    },
  })
  return found
}

test.each(queries)('%s asks for series and labels that exist: %s', async (_name, query) => {
  const known = await knownSeries()
  const { metrics, labels, errors } = readQuery(query)
  expect(errors).toEqual([])
  expect(metrics.length).toBeGreaterThan(0)
  expect(metrics.filter(metric => !known.has(metric))).toEqual([])
  // Each scrape adds these.
  const allowed = new Set(['job', 'instance', ...metrics.flatMap(metric => known.get(metric) ?? [])])
  expect(labels.filter(label => !allowed.has(label))).toEqual([])
})

test('a query is read whole', () => {
  expect(readQuery('sum by (a) (rate(desk_x{b="c"}[5m]))')).toEqual({
    metrics: ['desk_x'],
    labels: ['a', 'b'],
    errors: [],
  })
  expect(readQuery('sum(desk_x').errors).not.toEqual([])
})

test('every metric of the catalogue that counts trouble is in an alert or a panel', () => {
  const asked = queries.map(([, query]) => query).join('\n')
  const left = Object.keys(catalogue).filter(name => !asked.includes(name))
  // The first is how batches fill, the others are details of what is shown.
  expect(left).toEqual([
    'desk_upstream_retries_total',
    'desk_batch_size',
    'desk_penalties_total',
    'desk_breaker_opened_total',
    'desk_unsent_bytes',
  ])
})

const promtool = findProgram('promtool', 'the rules by promtool')
describe.runIf(promtool)('promtool', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(promtool ?? '', args, {
      cwd: join(root, 'scripts/deploy'),
      encoding: 'utf8',
    })
    return { status, output: stdout + stderr }
  }

  test('takes the rules', () => {
    expect(run('check', 'rules', '../../deploy/prometheus-rules.yaml')).toMatchObject({
      status: 0,
      output: expect.stringContaining(`${alerts.length} rules found`),
    })
  })

  test('fires each alert where it should, and not before', () => {
    const { status, output } = run('test', 'rules', 'prometheus-rules.cases.yaml')
    expect(output).toContain('SUCCESS')
    expect(status).toBe(0)
    const cases = readText('scripts/deploy/prometheus-rules.cases.yaml')
    for (const { alert } of alerts) expect(cases).toContain(`alertname: ${alert}\n`)
  })
})
