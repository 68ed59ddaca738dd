import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { canaries, expectNoCanary } from '../testing/canaries.ts'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'

const site = writeSite()
const children: Child[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.process.kill('SIGKILL')
})
afterAll(site.remove)

function start(variables: Record<string, string> = {}, args: readonly string[] = ['--dist', site.directory]) {
  const child = startChild({ PORT: '0', ...variables }, args)
  children.push(child)
  return child
}

const logLines = (child: Child) =>
  child
    .stdout()
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))

test('with no configuration it serves the demo, and says in plain words where and what to try', async () => {
  const child = start()
  const url = await child.url
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  await eventually(() => child.stdout().match(/^ {2}http\S+/gm)?.length).toBeGreaterThanOrEqual(2)
  const links = child.stdout().match(/http:\/\/\S+\/demo\/orchestrations\/\S+/g) ?? []
  expect(links.length).toBeGreaterThanOrEqual(2)
  for (const link of links) {
    const page = await fetch(link)
    expect(page.status).toBe(200)
    const data = /<([^>]+)>; rel=preload; as=fetch/.exec(page.headers.get('link') ?? '')?.[1]
    const reply = await fetch(`${url}${data}`)
    expect(reply.status).toBe(200)
    expect(link).toContain(((await reply.json()) as { id: string }).id)
  }
  expect(await (await fetch(`${url}/api/status`)).json()).toMatchObject({
    environments: [{ name: 'demo', penalty: null }],
  })
  // Human lines are none of JSON; each line of JSON is one request, or says who read what.
  await eventually(() => logLines(child).filter(line => line.msg === 'request').length).toBe(links.length * 2 + 1)
  child.process.kill('SIGINT')
  expect(await child.exitCode).toBe(0)
  expect(child.stderr()).toBe('')
})

test.each(['PORT', 'METRICS_PORT'])('a %s in use is a sentence and exit 1', async name => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => squatter.once('listening', resolve))
  const { port } = squatter.address() as AddressInfo
  const child = start({ [name]: String(port) })
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toBe(
    `Port ${port} on 127.0.0.1 is in use already. Set ${name} to another one, or stop what listens there.\n`,
  )
  squatter.close()
})

test('the last lines of the log are written, however the process ends', async () => {
  const crash = encodeURIComponent(`process.once('SIGUSR2', () => { throw new Error('crashed') })`)
  const stopped = start({ SHUTDOWN_DRAIN_MS: '0' })
  const crashed = start({ NODE_OPTIONS: `--import=data:text/javascript,${crash}` })
  for (const [child, signal] of [
    [stopped, 'SIGTERM'],
    [crashed, 'SIGUSR2'],
  ] as const) {
    expect((await fetch(`${await child.url}/robots.txt`)).status).toBe(200)
    child.process.kill(signal)
  }
  expect([await stopped.exitCode, await crashed.exitCode]).toEqual([0, 1])
  for (const child of [stopped, crashed]) {
    expect(logLines(child).filter(line => line.msg === 'request')).toMatchObject([{ route: '/robots.txt' }])
  }
  expect(logLines(stopped).at(-1)).toMatchObject({ event: 'stopped' })
  expect(crashed.stderr()).toContain('crashed')
})

test('a missing build is a sentence and exit 1', async () => {
  const child = start({}, ['--dist', '/nowhere'])
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toBe(
    'There is no web app in /nowhere. Unpack the release again; in a checkout run npm run build.\n',
  )
})

test('an address that this machine has not is a sentence and exit 1', async () => {
  const child = start({ HOST: '192.0.2.99', PUBLIC_URL: 'https://desk.example' })
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toBe('This machine has no address 192.0.2.99. Set HOST to one that it has.\n')
})

test('fault 68: bad settings are all named, without a secret, with exit 1', async () => {
  const child = start({
    PORT: 'eighty',
    HOST: '0.0.0.0',
    PAXOS_PRODUCTION_CLIENT_ID: 'client',
    PAXOS_PRODUCTION_CLIENT_SECRET: canaries.clientSecret,
    PAXOS_PRODUCTION_CLIENT_SECRET_FILE: '/also',
    REDIS_URL: `redis//:${canaries.clientSecret}@cache`,
  })
  expect(await child.exitCode).toBe(1)
  expect(child.stderr().split('\n')).toEqual([
    'Orchestration Desk cannot start with these settings:',
    '  PORT must be a whole number from 0 to 65535',
    '  PAXOS_PRODUCTION_CLIENT_SECRET and PAXOS_PRODUCTION_CLIENT_SECRET_FILE are both set: choose one',
    '  REDIS_URL must be a URL such as redis://:password@host:6379/0, or rediss:// for TLS, with / ? # and % in the password percent-encoded',
    '  PUBLIC_URL is required, since HOST is not a loopback address',
    '  AUTH_MODE is none, which serves a live environment on loopback only: make HOST and PUBLIC_URL loopback, or choose oidc or iap',
    '',
  ])
  expectNoCanary([child.stdout(), child.stderr()])
})

test.each(['--check', '--dist', 'extra'])('an argument %s that means nothing is refused', async argument => {
  const child = start({}, [argument])
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toContain(argument)
  expect(child.stderr()).not.toContain('    at ')
})

test('a setting given as an argument is refused without its value', async () => {
  const child = start({}, [`PAXOS_SANDBOX_CLIENT_SECRET=${canaries.clientSecret}`])
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toContain("'PAXOS_SANDBOX_CLIENT_SECRET=…'")
  expectNoCanary([child.stdout(), child.stderr()])
})

test('--check-config says whether the settings are valid, and listens nowhere', async () => {
  const good = start({ PORT: '8080', PAXOS_SANDBOX_CLIENT_ID: 'a', PAXOS_SANDBOX_CLIENT_SECRET: 'b' }, [
    '--check-config',
  ])
  const bad = start({ PORT: '-1' }, ['--check-config'])
  expect(await good.exitCode).toBe(0)
  expect(good.stdout()).toBe('The settings are valid.\n')
  expect(await bad.exitCode).toBe(1)
  expect(bad.stderr()).toContain('PORT must be')
})

test('--check-config refuses what the start would refuse, and nothing else', async () => {
  const elsewhere = {
    HOST: '192.0.2.99',
    PUBLIC_URL: 'https://desk.example',
    METRICS_PORT: '9',
    METRICS_HOST: '192.0.2.98',
  }
  const refused = start(elsewhere, ['--check-config'])
  // The desk that these settings are for.
  const running = start()
  const { port } = new URL(await running.url)
  const taken = start({ PORT: port }, ['--check-config'])
  expect(await refused.exitCode).toBe(1)
  expect(refused.stderr()).toBe(
    'Orchestration Desk cannot start with these settings:\n' +
      '  This machine has no address 192.0.2.99. Set HOST to one that it has.\n' +
      '  This machine has no address 192.0.2.98. Set METRICS_HOST to one that it has.\n',
  )
  expect([await taken.exitCode, taken.stdout()]).toEqual([0, 'The settings are valid.\n'])
})

/** Settings that look odd and are meant. */
const unusual: readonly Record<string, string>[] = [
  { HOST: 'LOCALHOST', PUBLIC_URL: 'http://localhost:8080/', METRICS_HOST: '[127.0.0.1]', METRICS_PORT: '0' },
  { HOST: '127.0.0.2', REDIS_URL: 'redis://us%3Aer:%25%40%2F%23%3F%3A@[::1]:1/99', LOG_LEVEL: 'warn' },
  {
    TRUSTED_PROXY_CIDRS: '10.0.0.5/8, ::1, fd00::/8, ::ffff:10.0.0.0/104',
    UPSTREAM_BUDGET_SHARE: '.01',
    SESSION_KEYS: `${'k'.repeat(32)} , ${'schlüssel'.repeat(4)}`,
    METRICS_PORT: 'tcp://10.0.0.1:9090',
  },
  {
    PAXOS_SANDBOX_CLIENT_ID: 'a:b c',
    PAXOS_SANDBOX_CLIENT_SECRET: '%&+" =',
    PAXOS_SANDBOX_API_URL: 'https://gateway.example:8443/a/~b/v2/',
    PAXOS_SANDBOX_TOKEN_URL: 'https://gateway.example?audience=paxos',
    DEMO: 'on',
    DEFAULT_ENVIRONMENT: 'demo',
    RULE_URL_TEMPLATE: 'https://ops.example/#/{environment}/{id}',
  },
]

test.each(unusual)('settings that --check-config calls valid start: %j', async variables => {
  const checked = start(variables, ['--check-config'])
  expect([await checked.exitCode, checked.stderr()]).toEqual([0, ''])
  const child = start(variables)
  await child.url
  child.process.kill('SIGTERM')
  expect([await child.exitCode, child.stderr()]).toEqual([0, ''])
})

test('a secret put into its _FILE variable, or into another one, is not printed', async () => {
  const child = start({
    PAXOS_SANDBOX_CLIENT_ID: 'client',
    PAXOS_SANDBOX_CLIENT_SECRET_FILE: canaries.clientSecret,
    REDIS_URL: `redis://:${canaries.clientSecret}%@cache`,
    PUBLIC_URL: `https://desk:${canaries.clientSecret}@desk.example`,
    HOST: canaries.clientSecret,
    SESSION_KEYS: canaries.clientSecret,
  })
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toContain('PAXOS_SANDBOX_CLIENT_SECRET_FILE must be the path of an existing file')
  expectNoCanary([child.stdout(), child.stderr()])
})

test('npm start reads .env where there is one', () => {
  const repository = fileURLToPath(new URL('../../../', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'desk-env-'))
  for (const name of ['bin', 'src']) symlinkSync(join(repository, name), join(folder, name))
  // Builds nothing there: no build is needed to check settings.
  mkdirSync(join(folder, 'scripts'))
  writeFileSync(join(folder, 'scripts/build-if-missing.ts'), '')
  const check = (variables = {}) => {
    const env = { PATH: process.env.PATH, ...variables }
    const { stdout, stderr } = spawnSync('sh', [join(repository, 'scripts/start.sh'), '--check-config'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    return stdout + stderr
  }
  expect(check()).toBe('The settings are valid.\n')
  writeFileSync(join(folder, '.env'), "# settings\nPORT=eighty\nLOG_LEVEL='loud'\n")
  expect(check({ LOG_LEVEL: 'warn' }).split('\n')).toEqual([
    'Orchestration Desk cannot start with these settings:',
    '  PORT must be a whole number from 0 to 65535',
    '',
  ])
  rmSync(folder, { recursive: true })
})
