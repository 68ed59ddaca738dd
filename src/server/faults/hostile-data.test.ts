/** Data that customers and Paxos put in: it goes through to the byte, and does nothing on the way. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readingOf } from '../paxos/calls/response.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let body: string | Buffer = ''

beforeAll(async () => {
  upstream = await startFakeUpstream()
  upstream.api = response => response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  desk = await startDesk({ ...upstream, cache: 'off', logLevel: 'info' })
})
afterAll(async () => {
  await desk.close()
  await upstream.close()
})

async function expectSameBytes(sent: string) {
  body = sent
  const reply = await desk.read()
  expect(reply.status).toBe(200)
  expect(reply.bytes.equals(Buffer.from(sent))).toBe(true)
}

test('fault 39: __proto__ and constructor in upstream JSON go through and pollute nothing', async () => {
  for (const json of [
    '{"id":"id-1","__proto__":{"polluted":"yes"}}',
    '{"id":"id-1","metadata":{"__proto__":"a customer wrote this","constructor":{"prototype":{"polluted":"yes"}}}}',
    '{"id":"id-1","constructor":{"prototype":{"polluted":"yes"}}}',
    '{"id":"id-1","\\u005f_proto__":{"polluted":"yes"}}',
  ]) {
    await expectSameBytes(json)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  }
})

test('fault 39: the parsed copy of the data has no such keys', () => {
  const text = '{"id":"id-1","__proto__":{"status":"COMPLETED"},"metadata":{"constructor":{"prototype":{}},"note":"x"}}'
  const { json, body: kept } = readingOf(Buffer.from(text), new Date())
  expect(Object.getOwnPropertyNames(json)).toEqual(['id', 'metadata'])
  expect(Object.assign({}, json)).not.toHaveProperty('status')
  expect(Object.getOwnPropertyNames(json.metadata)).toEqual(['note'])
  expect(kept.toString()).toBe(text)
})

test('fault 40: markup, script addresses and bidi overrides go through as text of a type that no browser runs', async () => {
  const metadata = {
    note: '<script>alert(1)</script><img src=x onerror=alert(1)>',
    link: 'javascript:alert(document.domain)',
    name: '\u202Egnp.exe \u2066hidden\u2069 \u0000 \uFEFF',
  }
  await expectSameBytes(
    JSON.stringify({ id: 'id-1', metadata, fail_reason: { detail: '</script><svg onload=alert(1)>' } }),
  )
  const { headers } = await desk.read()
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
})

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })

/** Amounts as JSON numbers of any size, which a double would round, and as the strings that Paxos sends. */
const amount = fc
  .tuple(fc.constantFrom('', '-'), fc.constantFrom(...'123456789'), digits(0, 60), digits(1, 40), fc.boolean())
  .map(([sign, first, rest, fraction, quoted]) => {
    const text = `${sign}${first}${rest}.${fraction}`
    return quoted ? `"${text}"` : text
  })

const notes = fc.string({ unit: 'binary', maxLength: 40 }).map(text => text.replace(/[\ud800-\udfff]/g, ''))
const record = fc
  .tuple(amount, notes, fc.constantFrom('', ' ', '\n\t'))
  .map(
    ([value, note, space]) => `{${space}"source_amount":${value},${space}"metadata":{"note":${JSON.stringify(note)}}}`,
  )

test('fault 41: amounts of any size and precision arrive byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async records => {
      await expectSameBytes(`{"items":[${records.join(',')}]}`)
    }),
    { numRuns: 50 },
  )
})

test.each(['1.10', '100000000000000000000.000000000000000001', '1e400', '-0', '0.1000', '9007199254740993'])(
  'fault 41: %s is not rewritten',
  async value => {
    await expectSameBytes(`{"id":"id-1","source_amount":${value}}`)
  },
)

test('JSON of any depth is read without ending the process', async () => {
  const depth = 300_000
  await expectSameBytes(`{"id":"id-1","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`)
  await expectSameBytes(`{"id":"id-1","__proto__":{},"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`)
})

test('a byte order mark and escapes are not touched', async () => {
  await expectSameBytes('\uFEFF{"id":"id-1"}')
  await expectSameBytes('{"id":"\\u0069d-1","name":"\\ud83d\\ude00"}')
})
