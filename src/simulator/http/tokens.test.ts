import { afterEach, expect, test } from 'vitest'
import { apiPath, type EndpointName, endpoints, readScopes } from '#paxos/api.ts'
import { missingScope, readProblem } from '#paxos/problem.ts'
import { askToken, openSimulator, read } from '../testing/client.ts'
import { testClock } from '../testing/clock.ts'

let close = async () => {}
afterEach(() => close())

async function open(options = {}) {
  const opened = await openSimulator(options)
  close = opened.close
  return opened
}

test('grants a bearer token with lifetime and scopes, and forbids caching', async () => {
  const { simulator } = await open({ tokenLifeSeconds: 120 })
  const { status, json, headers } = await askToken(simulator, { scope: 'events:read_event' })
  expect(status).toBe(200)
  expect(json).toEqual({
    access_token: expect.stringMatching(/^[\w-]{40,}$/),
    token_type: 'bearer',
    expires_in: 120,
    scope: 'events:read_event',
  })
  expect(headers.get('cache-control')).toBe('no-store')
})

test('accepts credentials in a Basic header, form-encoded or not', async () => {
  const { simulator } = await open({ clientId: 'desk one', clientSecret: 'a:b+c' })
  const body = () => new URLSearchParams({ grant_type: 'client_credentials' })
  const ask = async (credentials: string) =>
    read(
      await fetch(simulator.tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
        body: body(),
      }),
    )
  expect((await ask('desk one:a:b+c')).status).toBe(200)
  expect((await ask('desk%20one:a%3Ab%2Bc')).status).toBe(200)
  const wrong = await ask('desk one:nope')
  expect([wrong.status, wrong.json.error, wrong.headers.get('www-authenticate')]).toEqual([
    401,
    'invalid_client',
    'Basic',
  ])
})

test.each([
  ['a wrong secret', { client_secret: 'nope' }, 401, 'invalid_client'],
  ['an empty secret', { client_secret: '' }, 401, 'invalid_client'],
  ['another client', { client_id: 'demo2' }, 401, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['no grant', { grant_type: '' }, 400, 'invalid_request'],
  ['an unknown scope', { scope: 'events:read_event transfer:write_transfer' }, 400, 'invalid_scope'],
])('refuses %s', async (_what, fields, status, error) => {
  const { simulator } = await open()
  const answer = await askToken(simulator, fields)
  expect([answer.status, answer.json.error]).toEqual([status, error])
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(answer.json).not.toHaveProperty('access_token')
})

test('refuses a repeated parameter, a JSON body and a GET', async () => {
  const { simulator } = await open()
  const post = async (body: string, type: string) =>
    read(await fetch(simulator.tokenUrl, { method: 'POST', headers: { 'content-type': type }, body }))
  const form = 'grant_type=client_credentials&client_id=demo&client_secret=demo'
  const url = 'application/x-www-form-urlencoded'
  expect((await post(form, url)).status).toBe(200)
  expect((await post(`${form}&client_id=demo`, url)).json.error).toBe('invalid_request')
  expect((await post(JSON.stringify({ grant_type: 'client_credentials' }), 'application/json')).status).toBe(400)
  const got = await read(await fetch(`${simulator.tokenUrl}?${form}`))
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
})

test('grants only scopes that the client has', async () => {
  const { simulator } = await open({ scopes: ['events:read_event'] })
  expect((await askToken(simulator)).json.error).toBe('invalid_scope')
  expect((await askToken(simulator, { scope: 'events:read_event' })).status).toBe(200)
})

test('a token expires by the clock', async () => {
  const clock = testClock()
  const { get } = await open({ clock: clock.now, tokenLifeSeconds: 60 })
  clock.advance(59_999)
  expect((await get('/events')).status).toBe(200)
  clock.advance(1)
  const { status, json, headers } = await get('/events')
  expect([status, json.detail]).toEqual([401, 'the token has expired'])
  expect(headers.get('www-authenticate')).toBe('Bearer')
})

test.each([
  ['no header', {}],
  ['another scheme', { authorization: 'Basic ZGVtbzpkZW1v' }],
  ['an empty token', { authorization: 'Bearer ' }],
  ['garbage', { authorization: 'Bearer not-a-token' }],
])('%s is a 401 at every endpoint', async (_what, headers: Record<string, string>) => {
  const { get } = await open()
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const answer = await get(apiPath(name, { id: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0' }), headers)
    expect([name, answer.status]).toEqual([name, 401])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  }
})

test('a token of another simulator is refused', async () => {
  const { token } = await open()
  const other = await openSimulator()
  expect((await other.get('/events', { authorization: `Bearer ${token}` })).status).toBe(401)
  await other.close()
})

test.each(Object.entries(endpoints))('%s needs its scope, and the refusal names it', async (name, { scope }) => {
  const { simulator, get } = await open()
  const others = readScopes.filter(one => one !== scope)
  const { json } = await askToken(simulator, { scope: others.join(' ') })
  const answer = await get(apiPath(name as EndpointName, { id: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0' }), {
    authorization: `Bearer ${json.access_token}`,
  })
  expect(answer.status).toBe(403)
  expect(answer.json.detail).toBe(`insufficient scopes: found '${others.join(' ')}', required one of '[${scope}]'`)
  expect(missingScope(readProblem(answer.json).detail)).toBe(scope)
})
