/** Groups per environment: who may only see one of them gets nothing of the other, neither from Paxos nor from the cache. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk, testEnvironment } from '../testing/desk/desk.ts'
import { drawRaw } from '../testing/desk/draw-raw.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let sandbox: FakeUpstream
let production: FakeUpstream
let provider: FakeProvider
const desks: Desk[] = []

const groups = { production: ['payments', 'CN=ops,OU=groups'] }

async function startRestricted(own: Parameters<typeof oidcAt>[1] = {}) {
  const rules = { environmentGroups: groups, hasOpenEnvironment: true, ...own }
  const desk = await startDesk({
    ...sandbox,
    otherEnvironments: [{ ...testEnvironment(production), name: 'production' }],
    signIn: oidcAt(provider.issuer, rules),
    app: { drawer: drawRaw },
  })
  desks.push(desk)
  return desk
}

beforeEach(async () => {
  sandbox = await startFakeUpstream()
  production = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
  await provider.close()
  await production.close()
  await sandbox.close()
})

async function signedIn(desk: Desk, ...names: string[]) {
  provider.answers.idToken = { groups: names, sub: names.join('-') || 'nobody' }
  const browser = createBrowser(desk)
  expect((await browser.signIn(provider)).status).toBe(303)
  return browser
}

const reads = [
  'orchestration/orchestrations/id-1',
  'orchestration/orchestrations/id-1?fresh=1',
  'orchestration/orchestrations?orchestration_id=id-1&orchestration_id=id-2',
  'orchestration/orchestrations?status=FAILED',
  'orchestration/rules',
  'transfer/transfers/id-1',
  'transfer/transfers?ids=id-1',
  'events?type=orchestration.completed',
  'events/id-1',
]

test('who is not in a group of the environment gets nothing of it, also where it is cached', async () => {
  const desk = await startRestricted()
  const allowed = await signedIn(desk, 'payments')
  production.api = (response, { url }) =>
    sendJson(response, 200, url.includes('/id-1') ? { id: 'id-1' } : { items: [], events: [] })
  for (const path of reads) expect((await allowed.get(`/api/production/v2/${path}`)).status, path).toBe(200)
  const calls = production.apiCalls.length
  expect(calls).toBeGreaterThan(0)

  const other = await signedIn(desk, 'developers')
  for (const headers of [{}, { 'x-desk-purpose': 'poll' }, { 'if-none-match': '*' }]) {
    for (const path of reads) {
      const reply = await other.get(`/api/production/v2/${path}`, headers)
      expect([reply.status, reply.problem.code], path).toEqual([403, 'environment_forbidden'])
      for (const name of ['etag', 'age', 'x-read-at', 'cache-status']) expect(reply.headers[name]).toBeUndefined()
      expect(reply.text).not.toContain('"items"')
    }
  }
  const visit = { accept: 'text/html', 'sec-fetch-dest': 'document' }
  const drawn = (browser: typeof other) => browser.get('/production/orchestrations/id-1', visit)
  expect((await drawn(allowed)).text).toContain('<div id="root"><p>')
  const page = await drawn(other)
  expect(page.text).toContain('<div id="root"></div>')
  expect(page.text).toContain('environment_forbidden')
  expect(production.apiCalls).toHaveLength(calls)
  expect((await other.get('/api/sandbox/v2/orchestration/orchestrations/id-1')).status).toBe(200)
  const refusals = desk.log().filter(({ event, environment }) => event === 'refused' && environment === 'production')
  expect(refusals[0]).toMatchObject({ reason: 'not_in_a_group_of_the_environment', subject: expect.any(String) })
})

test('the page learns what is closed to the reader, and nothing of its state', async () => {
  const desk = await startRestricted()
  const names = async (browser: ReturnType<typeof createBrowser>) => {
    const session = JSON.parse((await browser.get('/api/session')).text) as { closedEnvironments: string[] }
    const status = JSON.parse((await browser.get('/api/status')).text) as { environments: { name: string }[] }
    return [session.closedEnvironments, status.environments.map(({ name }) => name)]
  }
  expect(await names(await signedIn(desk, 'developers'))).toEqual([['production'], ['sandbox']])
  expect(await names(await signedIn(desk, 'CN=ops,OU=groups'))).toEqual([[], ['sandbox', 'production']])
})

test.each(['Payments', 'payments ', 'payment', 'payments,x', ''])('the group %j is another one', async name => {
  const desk = await startRestricted()
  const browser = await signedIn(desk, name)
  expect((await browser.get('/api/production/v2/orchestration/rules')).status).toBe(403)
})

test('a session follows the settings of now: older sessions are not in groups that they were not asked for', async () => {
  const open = await startRestricted({ environmentGroups: {} })
  const browser = await signedIn(open, 'payments')
  const path = '/api/production/v2/orchestration/rules'
  production.api = response => sendJson(response, 200, { items: [] })
  expect((await browser.get(path)).status).toBe(200)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const restricted = await startRestricted()
  expect((await restricted.get(path, { cookie })).status).toBe(403)
  const again = await signedIn(restricted, 'payments')
  const later = [...again.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  expect((await restricted.get(path, { cookie: later })).status).toBe(200)
  const without = await startRestricted({ environmentGroups: { production: ['CN=ops,OU=groups'] } })
  expect((await without.get(path, { cookie: later })).status).toBe(403)
})

test('who may see no environment at all is told so at the sign-in', async () => {
  const all = { production: ['payments'], sandbox: ['developers'] }
  const desk = await startRestricted({ environmentGroups: all, hasOpenEnvironment: false })
  provider.answers.idToken = { groups: ['staff'] }
  const denied = await createBrowser(desk).signIn(provider)
  expect([denied.status, denied.headers['set-cookie']?.includes('__Host-session=ey')]).toEqual([403, false])
  expect(desk.log().find(({ event }) => event === 'denied')).toMatchObject({ reason: 'not_in_an_allowed_group' })
  provider.answers.idToken = {}
  await createBrowser(desk).signIn(provider)
  expect(
    desk
      .log()
      .filter(({ event }) => event === 'denied')
      .at(-1),
  ).toMatchObject({ reason: 'no_groups_sent' })
  expect((await (await signedIn(desk, 'developers')).get('/api/sandbox/v2/orchestration/rules')).status).toBe(200)
})

test('groups that only the user-info endpoint has count for an environment too', async () => {
  const desk = await startRestricted()
  provider.answers.idToken = { sub: 'ada' }
  provider.answers.userInfo = { sub: 'ada', groups: ['payments'] }
  const browser = createBrowser(desk)
  await browser.signIn(provider)
  expect(JSON.parse((await browser.get('/api/session')).text)).toMatchObject({ closedEnvironments: [] })
})
