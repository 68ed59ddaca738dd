import fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { noSignIn } from '../auth/auth.ts'
import { testSite } from '../testing/desk/site.ts'
import { addRoute } from './routes.ts'

const server = (): FastifyInstance =>
  createApp({
    site: testSite,
    appConfig: { version: '0', defaultEnvironment: 'demo', environments: [], links: { explorers: {} } },
    upstreams: [],
    auth: noSignIn,
    publicUrl: undefined,
    loopbackOnly: true,
    isTrusted: () => false,
    log: pino({ level: 'silent' }),
    isDraining: () => false,
  })

const undeclared = 'does not declare its access'

test('a route that declares no access cannot be added, by any way that Fastify has', async () => {
  const handler = () => 'data'
  for (const add of [
    (app: FastifyInstance) => app.get('/raw', handler),
    (app: FastifyInstance) => app.all('/raw', handler),
    (app: FastifyInstance) => app.route({ method: 'GET', url: '/raw', handler }),
    (app: FastifyInstance) => app.get('/raw', { config: {} }, handler),
    (app: FastifyInstance) => app.get('/raw', { config: { access: 'everyone' } as object }, handler),
    (app: FastifyInstance) => app.get('/raw', { config: { access: 'constructor' } as object }, handler),
  ]) {
    expect(() => add(server())).toThrow(undeclared)
    const inside = server()
    inside.register(async scope => void add(scope))
    await expect(inside.listen({ host: '127.0.0.1', port: 0 })).rejects.toThrow(undeclared)
  }
})

test('a signed-in route does not run without a person, even where nothing guards it', async () => {
  const app = fastify({ exposeHeadRoutes: false })
  app.decorateRequest('person')
  app.decorateRequest('outcome', { getter: () => ({}) })
  let ran = false
  addRoute(app, {
    methods: ['GET'],
    url: '/data',
    access: 'signed-in',
    handler: (_request, _reply, person) => {
      ran = true
      return person
    },
  })
  expect((await app.inject('/data')).statusCode).toBe(401)
  expect(ran).toBe(false)
})
