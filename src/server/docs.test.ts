/** The documents that an operator reads name what the server knows. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { secretNames, variableNames } from './config/variables.ts'
import { readConfig } from './config.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

test('operating.md names every variable, and marks every secret', () => {
  const text = read('docs/operating.md')
  for (const name of variableNames.filter(name => !name.endsWith('_FILE'))) expect(text).toContain(`\`${name}`)
  for (const name of secretNames) expect(text).toContain(`\`${name}\` *`)
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

test('security.md points at tests that exist', () => {
  const tests = readdirSync(`${root}src/server`, { recursive: true, encoding: 'utf8' }).filter(path =>
    path.endsWith('.test.ts'),
  )
  const sources = new Map(tests.map(path => [path.replaceAll('\\', '/'), read(`src/server/${path}`)]))
  const rows = [...read('docs/security.md').matchAll(/`([\w./-]+\.test\.ts)`: ([^|]+) \|/g)]
  expect(rows.length).toBeGreaterThan(40)
  for (const [, file = '', names = ''] of rows) {
    for (const name of names.split('; ')) expect(sources.get(file), `${file}: ${name}`).toContain(name.trim())
  }
})
