/** The documents that an operator reads name what the server knows. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from './config/config.ts'
import { catalogue } from './observe/catalogue.ts'
import { between, envExample, reservedPrefixes, settingsTables } from './testing/settings-docs.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

// `npm run docs` writes these files anew.
test('operating.md has a row for every setting, and the prefixes that only settings have', async () => {
  const document = between(read('docs/operating.md'), 'settings', settingsTables())
  await expect(between(document, 'prefixes', reservedPrefixes())).toMatchFileSnapshot(`${root}docs/operating.md`)
})

test('.env.example has every setting', async () => {
  await expect(envExample()).toMatchFileSnapshot(`${root}.env.example`)
})

test.each([
  ['none', /^(OIDC_|IAP_|SESSION_|PUBLIC_URL$)/],
  ['oidc', /^IAP_/],
  ['iap', /^(OIDC_|SESSION_IDLE$|SESSION_MAX$)/],
])('each line of .env.example is a setting that would be taken: AUTH_MODE=%s', (mode, ofOthers) => {
  const lines = read('.env.example').match(/^#[A-Z_]+=.+$/gm) ?? []
  const variables = parseEnv(lines.map(line => line.slice(1)).join('\n'))
  expect(Object.keys(variables).length).toBeGreaterThan(15)
  const live = { PAXOS_PRODUCTION_CLIENT_ID: 'a', PAXOS_PRODUCTION_CLIENT_SECRET: 'b' }
  const both = { ...live, PAXOS_SANDBOX_CLIENT_ID: 'a', PAXOS_SANDBOX_CLIENT_SECRET: 'b' }
  const left = Object.entries(variables).filter(([name]) => !ofOthers.test(name))
  const needed = mode === 'oidc' ? { OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' } : {}
  expect(() => readConfig({ ...Object.fromEntries(left), ...both, ...needed, AUTH_MODE: mode }, () => '')).not.toThrow()
})

const promises = read('docs/security.md')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| |'))
  .map(line => line.slice(2, -2).split(' | '))

test('security.md points at tests that exist', () => {
  const tests = readdirSync(`${root}src/server`, { recursive: true, encoding: 'utf8' }).filter(path =>
    path.endsWith('.test.ts'),
  )
  const sources = new Map(tests.map(path => [path.replaceAll('\\', '/'), read(`src/server/${path}`)]))
  for (const spec of readdirSync(`${root}e2e`)) sources.set(`e2e/${spec}`, read(`e2e/${spec}`))
  const rows = [...read('docs/security.md').matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`: ([^|]+) \|/g)]
  expect(rows).toHaveLength(promises.length)
  for (const [, file = '', names = ''] of rows) {
    for (const name of names.split('; ')) expect(sources.get(file), `${file}: ${name}`).toContain(name.trim())
  }
})

/** `1–3`, `4–6, 12`: a range or several. */
const numbersIn = (text: string) =>
  [...text.matchAll(/(\d+)(?:–(\d+))?/g)].flatMap(([, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index),
  )

test('security.md has each of the 69 faults, in their order', () => {
  const rows = promises.map(([numbers = '']) => numbersIn(numbers))
  const all = Array.from({ length: 69 }, (_, index) => index + 1)
  expect(all.filter(number => !rows.some(row => row.includes(number)))).toEqual([])
  const firsts = rows.filter(row => row.length < 10).flatMap(([first]) => first ?? [])
  expect(firsts).toEqual(firsts.toSorted((a, b) => a - b))
})

test('operating.md names every metric with its kind and labels, and no other', () => {
  const rows = [...read('docs/operating.md').matchAll(/^\| `(desk_\w+)` \| (\w+) \| (.*?) ?\| .+ \|$/gm)]
  const documented = rows.map(([, name, kind, labels = '']) => [name, kind, labels.match(/\w+/g) ?? []])
  const known = Object.entries(catalogue).map(([name, { kind, labels }]) => [name, kind, [...labels]])
  expect(documented).toEqual(known)
})
