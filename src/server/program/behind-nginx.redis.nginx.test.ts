/** Two replicas behind nginx with one Redis, by the files in deploy/. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Agent, request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { canaries, expectNoCanary } from '../testing/canaries.ts'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'
import { freePort } from '../testing/network/free-port.ts'
import { startNginx, type TestNginx } from '../testing/network/nginx.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { selfSigned } from '../testing/network/self-signed.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

vi.setConfig({ testTimeout: 60_000 })

const deployed = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../../deploy/${file}`, import.meta.url)), 'utf8')

/** The settings of a replica that are not about Paxos or sign-in. */
function sharedSettings(): Record<string, string> {
  const { services } = parse(deployed('compose.yaml'), { merge: true }) as {
    services: Record<'desk-1', { environment: Record<string, string> }>
  }
  const { environment } = services['desk-1']
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(PAXOS|AUTH|OIDC)_/.test(name)))
}

/** Replaces what stands there exactly so often; a document that says something else fails. */
function replace(from: string, what: string, by: string, times = 1): string {
  expect(from.split(what), what).toHaveLength(times + 1)
  return from.replaceAll(what, by)
}

const host = 'desk.example.com'
const audience = '/projects/1/desk'
const site = writeSite()
let redis: TestRedis
let upstream: FakeUpstream
let provider: FakeProvider
let nginx: TestNginx
let replicas: readonly Child[]
let port: number
const agent = new Agent({ keepAlive: true, rejectUnauthorized: false, servername: host })

beforeEach(async () => {
  redis = await startRedis(
    deployed('redis.conf')
      .replaceAll(/^#.*$/gm, '')
      .trim()
      .split(/\s+/)
      .map((word, i) => (i % 2 ? word.replaceAll('"', '') : `--${word}`)),
  )
  upstream = await startFakeUpstream()
  provider = await startFakeProvider('unused')
  const ports = [await freePort(), await freePort()]
  port = await freePort()
  replicas = ports.map(startReplica)
  await Promise.all(replicas.map(({ url }) => url))
  nginx = await startNginx(port, directory => {
    const { key, cert } = selfSigned()
    for (const [name, content] of Object.entries({ 'key.pem': key, 'certificate.pem': cert })) {
      writeFileSync(join(directory, name), content)
    }
    let conf = deployed('nginx.conf')
    // The comment at the top names these too.
    conf = conf.slice(conf.indexOf('user '))
    conf = replace(conf, '/etc/desk/', `${directory}/`, 2)
    conf = replace(conf, '/run/nginx.pid', join(directory, 'nginx.pid'))
    conf = replace(conf, '/var/log/nginx/error.log', join(directory, 'error.log'))
    conf = replace(conf, 'desk-1:8080', `127.0.0.1:${ports[0]}`)
    conf = replace(conf, 'desk-2:8080', `127.0.0.1:${ports[1]}`)
    return replace(conf, 'listen 443 ', `listen 127.0.0.1:${port} `)
  })
})
afterEach(async () => {
  await nginx.close()
  for (const { process } of replicas) process.kill('SIGKILL')
  await provider.close()
  await upstream.close()
  await redis.close()
})

afterAll(site.remove)

function startReplica(own: number): Child {
  const keyFile = join(site.directory, 'session-keys')
  writeFileSync(keyFile, 'a-key-for-tests-that-is-long-enough-1')
  return startChild(
    {
      ...sharedSettings(),
      // Containers have networks and files of their own.
      REDIS_URL: redis.url,
      SESSION_KEYS_FILE: keyFile,
      TRUSTED_PROXY_CIDRS: '127.0.0.1/32',
      PORT: String(own),
      SHUTDOWN_DRAIN_MS: '1000',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret,
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
      AUTH_MODE: 'iap',
      IAP_HEADER: 'x-assertion',
      IAP_JWKS_URL: provider.jwksUrl.href,
      IAP_ISSUER: 'https://iap.example',
      IAP_AUDIENCE: audience,
    },
    ['--dist', site.directory],
  )
}

const assertion = (sub: string) =>
  provider.sign({
    iss: 'https://iap.example',
    aud: audience,
    sub,
    iat: Date.now() / 1000,
    exp: Date.now() / 1000 + 600,
  })

type Reply = { readonly status: number | string; readonly text: string }

function get(path: string, headers: Record<string, string>): Promise<Reply> {
  return new Promise(resolve => {
    const failed = (error: Error) => resolve({ status: String(error), text: '' })
    const options = { agent, port, host: '127.0.0.1', path, headers: { host, ...headers } }
    httpsRequest(options, response => {
      let text = ''
      response.on('error', failed)
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
      .on('error', failed)
      .end()
  })
}

const served = (child: Child | undefined) => child?.stdout().match(/"msg":"request"/g)?.length ?? 0

test('pages and data come through, and the address of the client with them', async () => {
  const headers = { 'x-assertion': await assertion('accounts:1'), 'x-forwarded-for': '192.0.2.7' }
  expect(await get('/sandbox', headers)).toMatchObject({ status: 200, text: expect.stringContaining('<html') })
  const reply = await get('/api/sandbox/v2/orchestration/orchestrations/id-1', headers)
  expect(reply.status).toBe(200)
  expect(JSON.parse(reply.text)).toMatchObject({ id: 'id-1' })
  expect((await get('/api/session', {})).status).toBe(401)
  // The client is on this machine, so by its address it is one of our proxies, and its forwarding headers are trusted.
  expect((await get('/api/session', { ...headers, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  await eventually(() => replicas.map(child => child.stdout()).join('')).toContain('"address":"192.0.2.7"')
})

test('no spelling of an address gives a stranger data or another site an answer', async () => {
  const signedIn = { 'x-assertion': await assertion('accounts:1') }
  const path = '/api/sandbox/v2/orchestration/orchestrations/id-1'
  const hex = (character: string) => character.charCodeAt(0).toString(16)
  const spellings = [...path].flatMap((character, at) =>
    [`%${hex(character)}`, `%${hex(character).toUpperCase()}`, `%25${hex(character)}`].map(
      escaped => path.slice(0, at) + escaped + path.slice(at + 1),
    ),
  )
  for (const target of spellings) {
    for (const headers of [{}, { ...signedIn, 'sec-fetch-site': 'cross-site' }]) {
      expect([400, 401, 403, 404], target).toContain((await get(target, headers)).status)
    }
  }
  expect(upstream.apiCalls).toHaveLength(0)
  expect((await get(path, signedIn)).status).toBe(200)
})

test('one replica is stopped under load: no request fails, and the other one serves on', async () => {
  const failed: (number | string)[] = []
  const people = await Promise.all(Array.from({ length: 8 }, (_, person) => assertion(`accounts:${person}`)))
  let rounds = 0
  /** One read of each person. */
  async function round() {
    const path = `/api/sandbox/v2/orchestration/orchestrations/id-${rounds++ % 20}`
    const replies = await Promise.all(people.map(person => get(path, { 'x-assertion': person })))
    failed.push(...replies.map(({ status }) => status).filter(status => status !== 200))
  }
  const several = async () => {
    for (let n = 0; n < 10; n++) await round()
  }
  const [first, second] = replicas
  await several()
  const underWay = round()
  first?.process.kill('SIGTERM')
  await underWay
  let gone = false
  const exit = first?.exitCode.finally(() => {
    gone = true
  })
  while (!gone) {
    await round()
    // Below what one person may ask for.
    await pause(60)
  }
  expect(await exit).toBe(0)
  const before = served(second)
  await several()
  expect(failed).toEqual([])
  // Lines of the log come in gulps.
  await eventually(() => served(second) - before).toBeGreaterThan(60)
  expect(upstream.tokenCalls).toHaveLength(1)
  expectNoCanary([nginx.errors(), ...replicas.flatMap(child => [child.stdout(), child.stderr()])])
})
