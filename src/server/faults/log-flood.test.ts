/** Strangers who send what the server writes lines about, as fast as they can. Loads are counted in requests. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startDesk } from '../testing/desk/desk.ts'
import { type SignedInDesk, startSignedInDesk } from '../testing/desk/signed-in-desk.ts'
import { eventually } from '../testing/eventually.ts'
import { sendRaw } from '../testing/network/raw-client.ts'

let it: SignedInDesk

beforeEach(async () => {
  it = await startSignedInDesk()
})
afterEach(() => it.close())

/** So often, twenty at a time. */
async function flood(times: number, send: () => Promise<unknown>) {
  for (let n = 0; n < times; n += 20) await Promise.all(Array.from({ length: 20 }, send))
}

const violation = JSON.stringify([{ body: { effectiveDirective: 'img-src', blockedURL: 'https://evil.example' } }])
const get = (path: string, headers?: Record<string, string>) => () => it.desk.get(path, headers)

const floods: readonly (readonly [string, { kind: string; route?: string }, () => Promise<unknown>])[] = [
  [
    'violation reports',
    { kind: 'csp_violation' },
    () => it.desk.ask('POST', '/api/csp-report', { 'content-type': 'application/reports+json' }, violation),
  ],
  ['cross-site requests', { kind: 'refused' }, get('/api/status', { 'sec-fetch-site': 'cross-site' })],
  ['a foreign Host', { kind: 'refused' }, get('/', { host: 'evil.example' })],
  ['sign-ins that nobody began', { kind: 'sign_in_failed' }, get('/auth/callback?state=x&code=y')],
  ['addresses that lead nowhere', { kind: 'request', route: '(none)' }, get('/nothing/here')],
  ['requests without a session', { kind: 'request', route: '/api/status' }, get('/api/status')],
  ['probes', { kind: 'request', route: '/livez' }, get('/livez')],
  ['pages', { kind: 'request', route: '/' }, get('/')],
  ['methods that a route does not take', { kind: 'request', route: '/livez' }, () => it.desk.ask('DELETE', '/livez')],
  ['encoded letters', { kind: 'request', route: '(none)' }, get('/%61pi')],
  ['what is not HTTP', { kind: 'request', route: '(unreadable)' }, () => sendRaw(it.desk.port, 'NONSENSE\r\n\r\n')],
]

const lines = (fields: Record<string, unknown>) =>
  it.desk.log().filter(line => Object.entries(fields).every(([name, value]) => line[name] === value))

const suppressed = async (kind: string) =>
  Number(new RegExp(`suppressed_total\\{kind="${kind}"\\} (\\d+)`).exec(await it.desk.metrics())?.[1])

const written = ({ kind, route }: { kind: string; route?: string }) =>
  (route === undefined ? lines({ event: kind }) : lines({ msg: 'request', route })).length

test('of each kind 100 lines at once are written; the rest is counted, and reported when the burst is over', async () => {
  const expected = new Map<string, number>()
  for (const [name, kind, send] of floods) {
    // Long enough after the one before.
    it.clock.advance(60_000)
    const before = written(kind)
    await flood(140, send)
    expect(written(kind) - before, name).toBe(100)
    expected.set(kind.kind, (expected.get(kind.kind) ?? 0) + 40)
  }
  for (const [kind, count] of expected) {
    const reports = () => lines({ event: 'log_lines_suppressed', kind })
    const reported = () => reports().reduce((sum, line) => sum + Number(line.lines), 0)
    await eventually(async () => reported() === (await suppressed(kind))).toBe(true)
    // Of request lines those of the other floods are among them.
    if (kind === 'request') expect(reported()).toBeGreaterThan(count)
    else expect(reported()).toBe(count)
  }
  expect(lines({ event: 'log_lines_suppressed', kind: 'request', route: '(unreadable)' })).toMatchObject([
    { level: 40, lines: 40 },
  ])
})

test('every line of a person who reads meanwhile is written', async () => {
  await it.browser.signIn(it.provider)
  const { subject } = JSON.parse((await it.browser.get('/api/session')).text)
  const path = (n: number) => `/api/sandbox/v2/orchestration/orchestrations/id-${n}`
  for (const [, , send] of floods) await flood(100, send)
  for (let n = 0; n < 200; n += 1) {
    it.clock.advance(60)
    expect((await it.browser.get(path(n))).status).toBe(200)
    await floods[n % floods.length]?.[2]()
  }
  const reads = lines({ msg: 'audit', event: 'read', subject })
  expect(reads.flatMap(line => line.ids)).toEqual(Array.from({ length: 200 }, (_, n) => `id-${n}`))
  expect(lines({ msg: 'request', subject }).length).toBeGreaterThanOrEqual(200)
  expect(lines({ event: 'sign_in' })).toHaveLength(1)
})

test('a person over the limit of requests does not fill the log either', async () => {
  await it.browser.signIn(it.provider)
  await flood(200, () => it.browser.get('/api/status'))
  expect(lines({ msg: 'request', code: 'user_rate_limited' })).toHaveLength(100)
})

test('lines about internal errors are limited too', async () => {
  const broken = { name: 'sandbox', penaltyUntil: () => undefined, read: () => Promise.reject(new TypeError('x')) }
  const desk = await startDesk({ ...it.upstream, clock: it.clock, app: { upstreams: [broken] } })
  await flood(140, () => desk.read())
  expect(desk.log().filter(({ msg }) => msg === 'internal error')).toHaveLength(100)
  await desk.close()
})
