/** The systemd unit against the settings, the release and systemd itself. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { root, temporary } from '../testing/checkout.ts'
import { findProgram, maxStopSeconds, readText, takeSettings } from './files.ts'

const unit = readText('deploy/orchestration-desk.service')

const all = (key: string) => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value)
const one = (key: string) => {
  const values = all(key)
  expect(values, key).toHaveLength(1)
  return values[0] ?? ''
}

test('starts a program that a release has, without the inspector', () => {
  expect(one('WorkingDirectory')).toBe('/srv/desk')
  const [node, flag, program = ''] = one('ExecStart').split(' ')
  expect([node, flag]).toEqual(['/usr/bin/node', '--disable-sigusr1'])
  expect(existsSync(join(root, program)), program).toBe(true)
})

test('leaves a stop the time that it may take', () => {
  expect(Number(one('TimeoutStopSec'))).toBeGreaterThan(maxStopSeconds)
})

test('passes each secret as a credential, and together with a desk.env they are valid settings', () => {
  const credentials = all('LoadCredential').map(value => value.split(':')[0])
  const environment = parseEnv(all('Environment').join('\n')) as Record<string, string>
  const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'))
  expect(files.map(([, path]) => path).sort()).toEqual(credentials.map(name => `%d/${name}`).sort())
  const deskEnv = {
    PUBLIC_URL: 'https://desk.example.com',
    PAXOS_PRODUCTION_CLIENT_ID: 'client',
    AUTH_MODE: 'oidc',
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_CLIENT_ID: 'desk',
  }
  const { environments, sessions } = takeSettings({ ...environment, ...deskEnv })
  expect([environments.map(({ name }) => name), sessions.keys.length]).toEqual([['production'], 1])
})

const systemd = findProgram('systemd-analyze', 'the unit by systemd')
describe.runIf(systemd)('systemd', () => {
  const { directory, remove } = temporary('unit')
  afterAll(remove)

  /** The unit below another root, in which its program is there. */
  function analyze(content: string, ...args: string[]) {
    const file = join(directory, 'orchestration-desk.service')
    writeFileSync(file, content)
    const { status, stdout, stderr } = spawnSync(systemd ?? '', [...args, file], { encoding: 'utf8' })
    return { status, output: stdout + stderr }
  }
  const here = unit.replace('ExecStart=/usr/bin/node', `ExecStart=${process.execPath}`)

  test('finds nothing to complain about', () => {
    mkdirSync(directory, { recursive: true })
    expect(analyze(here, 'verify')).toEqual({ status: 0, output: '' })
    expect(analyze(here.replace('Restart=on-failure', 'Restart=sometimes'), 'verify').output).toContain('sometimes')
  })

  test('rates its exposure below 2.0', () => {
    // In tenths: exits with 1 above.
    const { status, output } = analyze(here, 'security', '--offline=true', '--threshold=19', '--no-pager')
    expect(status, output).toBe(0)
    expect(output).toMatch(/Overall exposure level for orchestration-desk\.service: [01]\.\d OK/)
  })
})
