/** The guard alone, before a router that decodes addresses: what it decides on is the route that was matched. */
import fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '../../fault.ts'
import { traceOf } from '../../observe/trace.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
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
    const handler = ({
      method,
      url,
      person,
    }: {
      method: string
      url: string
      person: { subject: string } | undefined
    }) => {
      reached.push(`${method} ${url}`)
      return url.startsWith('/drawn') ? (person?.subject ?? 'nobody') : 'done'
    }
    addRoute(routes, { methods: ['GET'], url: '/api/data', access: 'signed-in', handler })
    addRoute(routes, { methods: ['POST'], url: '/api/change', access: 'signed-in', handler })
    addRoute(routes, { methods: ['GET'], url: '/page', access: 'public', handler })
    addRoute(routes, {
      methods: ['GET'],
      url: '/drawn',
      access: 'public',
      takesPerson: ({ headers }) => headers.accept === 'text/html',
      handler,
    })
    addRoute(routes, { methods: ['POST'], url: '/leave', access: 'public', handler })
    addRoute(routes, { methods: ['POST'], url: '/report', access: 'public', postedBy: 'browser', handler })
    addRoute(routes, { methods: ['GET'], url: '/livez', access: 'health', handler })
  })
})

const ask = async (method: 'GET' | 'POST' | 'OPTIONS', url: string, headers: Record<string, string> = {}) =>
  (await app.inject({ method, url, headers })).statusCode

test('a data route has one access, however its address is written', async () => {
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

describe('a public page that holds data for a known person', () => {
  const page = { ...signedIn, accept: 'text/html' }
  const readerOf = async (headers: Record<string, string>) => {
    const { statusCode, payload } = await app.inject({ method: 'GET', url: '/drawn', headers })
    expect(statusCode).toBe(200)
    return payload
  }

  test.each<[string, Record<string, string>]>([
    [
      'typed into the address bar',
      { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
    ],
    [
      'a link of a ticket',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
    ],
    ['a browser that says nothing', {}],
    ['a browser that names the destination only', { 'sec-fetch-dest': 'document' }],
  ])('knows the reader of %s', async (_name, headers) => {
    expect(await readerOf({ ...page, ...headers })).toBe('ada')
    expect(await readerOf({ accept: 'text/html', ...headers })).toBe('nobody')
    expect(await readerOf({ ...signedIn, ...headers })).toBe('nobody')
  })

  test.each<[string, Record<string, string>]>([
    ['a frame', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' }],
    [
      'a frame of our own',
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' },
    ],
    ['a fetch', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }],
    ['a fetch without a destination', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a script', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'script', 'sec-fetch-mode': 'no-cors' }],
    ['an image in an older browser', { 'sec-fetch-site': 'cross-site' }],
    ['an origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }],
    ['a contradiction', { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'cors' }],
    ['a prefetch', { 'sec-purpose': 'prefetch', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }],
    ['a prerendering', { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-dest': 'document' }],
    ['an older prefetch', { purpose: 'prefetch' }],
  ])('knows nobody for %s', async (_name, headers) => {
    expect(await readerOf({ ...page, ...headers })).toBe('nobody')
  })

  test('counts in the person limit, and knows nobody past it', async () => {
    for (let n = 0; n < 60; n++) expect(await readerOf(page)).toBe('ada')
    expect(await readerOf(page)).toBe('nobody')
    expect(await ask('GET', '/api/data', signedIn)).toBe(429)
  })
})

test('an address without a route is not a way in', async () => {
  expect(await ask('GET', '/nothing')).toBe(401)
})
