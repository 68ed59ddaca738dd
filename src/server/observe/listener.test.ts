import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendRaw } from '../testing/network/raw-client.ts'
import { listenForScrapes, type MetricsListener } from './listener.ts'
import { createPrometheusMetrics } from './prometheus.ts'

let listener: MetricsListener

beforeEach(async () => {
  listener = await listenForScrapes({ host: '127.0.0.1', port: 0 }, createPrometheusMetrics('1'))
})
afterEach(() => listener.close())

test('GET /metrics is Prometheus text, and is not cached', async () => {
  const reply = await fetch(listener.url)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(reply.headers.get('cache-control')).toBe('no-store')
  expect(await reply.text()).toContain('# TYPE desk_build_info gauge')
})

test('nothing else is served', async () => {
  expect((await fetch(new URL('/', listener.url))).status).toBe(404)
  expect((await fetch(new URL('/api/status', listener.url))).status).toBe(404)
  const post = await fetch(listener.url, { method: 'POST', body: 'x' })
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET'])
})

test('answers only the first of many pipelined requests', async () => {
  const ahead = 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(500)
  const { all } = await sendRaw(Number(new URL(listener.url).port), ahead, 500)
  expect(all.match(/HTTP\/1.1 200 OK/g)).toHaveLength(1)
})

test('an address in use rejects with the code of the system', async () => {
  const { port } = new URL(listener.url)
  const metrics = createPrometheusMetrics('1')
  await expect(listenForScrapes({ host: '127.0.0.1', port: Number(port) }, metrics)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})

test('metrics that cannot be read are a 500, not the end of the process', async () => {
  const broken = { ...createPrometheusMetrics('1'), text: () => Promise.reject(new Error('x')) }
  const other = await listenForScrapes({ host: '127.0.0.1', port: 0 }, broken)
  expect((await fetch(other.url)).status).toBe(500)
  await other.close()
})
