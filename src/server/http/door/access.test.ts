/** The guard alone, before a router that decodes addresses: what it decides on is the route that was matched. */
import fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, expect, test } from 'vitest'
import { Fault } from '../../fault.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { traceOf } from '../../trace.ts'
import { addRoute } from '../routes.ts'
import { access } from './access.ts'
import { createOwnName } from './own-name.ts'
import { createPersonLimit } from './person-limit.ts'

const ada = { subject: 'ada' }
const signedIn = { authorization: 'ada' }
const reached: string[] = []
let app: FastifyInstance

beforeEach(() => {
  reached.length = 0
  app = fastify({ exposeHeadRoutes: false })
  app.decorateRequest('outcome', { getter: () => ({}) })
  app.decorateRequest('trace', { getter: () => traceOf('r', undefined) })
  app.setErrorHandler((error, _request, reply) => {
    const { status, code } = error as Fault
    return reply.code(status).send(code)
  })
  app.register(access, {
    auth: {
      mode: 'iap',
      identify: async ({ headers }) => {
        if (headers.authorization !== 'ada') throw new Fault('unauthenticated', '')
        return { person: ada }
      },
    },
    personLimit: createPersonLimit(fakeClock()),
    ownName: createOwnName(new URL('https://desk.example.com'), () => false),
    onRefused: () => undefined,
  })
  app.register(async routes => {
    const handler = ({ method, url }: { method: string; url: string }) => {
      reached.push(`${method} ${url}`)
      return 'done'
    }
    addRoute(routes, { methods: ['GET'], url: '/api/data', access: 'signed-in', handler })
    addRoute(routes, { methods: ['POST'], url: '/api/change', access: 'signed-in', handler })
    addRoute(routes, { methods: ['GET'], url: '/page', access: 'public', handler })
    addRoute(routes, { methods: ['POST'], url: '/leave', access: 'public', handler })
    addRoute(routes, { methods: ['POST'], url: '/report', access: 'public', postedBy: 'browser', handler })
    addRoute(routes, { methods: ['GET'], url: '/livez', access: 'health', handler })
  })
})

const ask = async (method: 'GET' | 'POST' | 'OPTIONS', url: string, headers: Record<string, string> = {}) =>
  (await app.inject({ method, url, headers })).statusCode

test('a route of data is the same however the router was asked for it', async () => {
  for (const url of [
    '/api/data',
    '/%61pi/data',
    '/a%70i/d%61ta',
    '/api/data?x=/page',
    'http://other.example/api/data',
  ]) {
    expect(await ask('GET', url), url).toBe(401)
    expect(await ask('OPTIONS', url), url).toBe(401)
    expect(await ask('GET', url, { ...signedIn, 'sec-fetch-site': 'cross-site' }), url).toBe(403)
    expect(await ask('GET', url, { ...signedIn, origin: 'https://evil.example' }), url).toBe(403)
  }
  expect(reached).toEqual([])
  expect(await ask('GET', '/api/data', signedIn)).toBe(200)
  expect(await ask('GET', '/%61pi/data', signedIn)).toBe(200)
})

test('the person limit holds for all routes of data together', async () => {
  for (let n = 0; n < 60; n++) expect(await ask('GET', n % 2 ? '/api/data' : '/%61pi/data', signedIn)).toBe(200)
  for (const url of ['/api/data', '/%61pi/data']) expect(await ask('GET', url, signedIn)).toBe(429)
  expect(await ask('GET', '/page', signedIn)).toBe(200)
})

test('what is posted carries our own header, but from a browser by itself or a provider', async () => {
  const own = { 'x-desk-request': '1' }
  expect(await ask('POST', '/leave')).toBe(403)
  expect(await ask('POST', '/leave', own)).toBe(200)
  expect(await ask('POST', '/leave', { ...own, 'sec-fetch-site': 'same-site' })).toBe(403)
  expect(await ask('POST', '/api/change', signedIn)).toBe(403)
  expect(await ask('POST', '/api/change', { ...signedIn, ...own })).toBe(200)
  expect(await ask('POST', '/report')).toBe(200)
  expect(await ask('POST', '/report', { origin: 'https://evil.example' })).toBe(403)
})

test('links of other sites reach public pages, and health is for anyone', async () => {
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  expect(await ask('GET', '/page', foreign)).toBe(200)
  expect(await ask('POST', '/page', foreign)).toBe(405)
  expect(await ask('GET', '/livez', foreign)).toBe(200)
})

test('an address without a route is no way in', async () => {
  expect(await ask('GET', '/nothing')).toBe(401)
})
