/** Whose answer it is: of our proxy, of Paxos behind a company's gateway, or of anything in between. */
import { describe, expect, test } from 'vitest'
import { isOurs, isPaxosLike, problemOfStranger } from './answered-by.ts'

type Row = readonly [
  name: string,
  status: number,
  type: string,
  body: string,
  headers?: Readonly<Record<string, string>>,
]

const html = 'text/html'
const json = 'application/json'
const problem = 'application/problem+json'
const marked = { 'x-stale': 'no' }
const record = '{"id":"id-1","status":"COMPLETED"}'

const strangers: readonly Row[] = [
  ['the error page of nginx', 502, html, '<html><head><title>502 Bad Gateway</title></head></html>'],
  ['the error page of an ingress', 404, html, '<html><title>404 Not Found</title></html>'],
  ['the default backend of an ingress', 404, 'text/plain', 'default backend - 404'],
  ['a gateway without a route', 404, json, '{"message":"no Route matched with those values"}'],
  ['a gateway with a status', 404, json, '{"statusCode":404,"message":"Resource not found"}'],
  ['an application server', 404, json, '{"timestamp":"2026-04-20","status":404,"error":"Not Found","path":"/api"}'],
  ['an error as text', 503, json, '"upstream connect error"'],
  ['an error as a list', 500, json, '[{"message":"x"}]'],
  ['a body that is too large', 413, html, '<h1>413</h1>'],
  ['a limit of requests', 429, html, '<h1>Slow down</h1>'],
  ['a network that wants a sign-in', 511, html, '<h1>Network Authentication Required</h1>'],
  ['a captive portal', 200, html, '<h1>Welcome to our Wi-Fi</h1>'],
  ['a captive portal that says it is JSON', 200, json, '<h1>Welcome</h1>'],
  ['a health check', 200, json, '{"status":"ok"}'],
  ['nothing', 200, json, ''],
  ['null', 200, json, 'null'],
  ['JSON as text', 200, 'text/plain', record],
]

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
const answer = ([, status, type, body, headers = {}]: Row) => ({
  response: new Response(body, { status, headers: { 'content-type': type, ...headers } }),
  json: parse(body),
})

const named = (rows: readonly Row[]) => rows.map(row => [row[0], row] as const)

describe('an answer by something in between', () => {
  test.each(named(strangers))('%s', (_name, row) => {
    const { response, json } = answer(row)
    expect([isOurs(response, json), isPaxosLike(response, json)]).toEqual([false, false])
    expect(problemOfStranger(response)).toEqual({ code: 'intercepted', status: row[1] })
  })

  test('without a body', () => {
    const response = new Response(null, { status: 204 })
    expect([isOurs(response, undefined), isPaxosLike(response, undefined)]).toEqual([false, false])
  })

  test.each([
    ['in the middle', record.slice(0, 20)],
    ['before it began', ''],
    ['after the opening bracket', '{'],
  ])('our data that was cut %s', (_, body) => {
    const { response, json } = answer(['', 200, 'application/json', body, marked])
    expect(isOurs(response, json)).toBe(false)
  })

  test.each([
    [302, { code: 'session_ended', status: 302 }],
    [401, { code: 'session_ended', status: 401 }],
  ])('that asks for a sign-in: %i', (status, expected) => {
    const response = status === 401 ? new Response('', { status }) : new Response(null, { status })
    Object.defineProperty(response, 'type', { value: status === 302 ? 'opaqueredirect' : 'basic' })
    expect(problemOfStranger(response)).toEqual(expected)
  })

  test('that says when to come back', () => {
    const response = new Response('', { status: 503, headers: { 'retry-after': '7' } })
    expect(problemOfStranger(response)).toEqual({ code: 'intercepted', status: 503, retryAfter: 7 })
  })
})

describe('an answer that counts', () => {
  const ours: readonly Row[] = [
    ['data', 200, json, record, marked],
    ['a list', 200, json, '{"items":[]}', marked],
    ['a problem', 404, problem, '{"type":"urn:orchestration-desk:problem:not_found","status":404}'],
  ]
  test.each(named(ours))('our proxy: %s', (_name, row) => {
    const { response, json } = answer(row)
    expect(isOurs(response, json)).toBe(true)
  })

  const paxos: readonly Row[] = [
    ['a record', 200, json, record],
    ['a list', 200, 'application/json; charset=utf-8', '{"items":[],"next_page_cursor":"x"}'],
    ['a problem', 404, problem, '{"type":"about:blank","title":"Not Found","status":404,"detail":"x"}'],
    ['a problem as JSON', 403, json, '{"title":"Forbidden","status":403}'],
  ]
  test.each(named(paxos))('Paxos behind another gateway: %s', (_name, row) => {
    const { response, json } = answer(row)
    expect(isPaxosLike(response, json)).toBe(true)
    expect(isOurs(response, json)).toBe(false)
  })
})
