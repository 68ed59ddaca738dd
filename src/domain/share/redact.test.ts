import { expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { includeNothing, leftOut } from './include.ts'
import { redactJson } from './redact.ts'

const all = { addresses: true, metadata: true }

test.each([
  ['{"a":1, "address" : "0xabc"}', '{"a":1, "address" : "(left out)"}'],
  [
    '{"source":{"crypto":{"address":"x","network":"BASE"}}}',
    '{"source":{"crypto":{"address":"(left out)","network":"BASE"}}}',
  ],
  ['{"address_id":"kept","memo_id":"m","memo":null}', '{"address_id":"kept","memo_id":"(left out)","memo":null}'],
  ['{"metadata":{"name":"Ada","n":[1,{"x":"}"}]},"z":1.50}', '{"metadata":"(left out)","z":1.50}'],
  ['{"metadata":{}}', '{"metadata":{}}'],
  ['[{"destination_address":["a","b"]},"address",":"]', '[{"destination_address":"(left out)"},"address",":"]'],
  [
    String.raw`{"\u006detadata":"x","q":"\"metadata\":1"}`,
    String.raw`{"\u006detadata":"(left out)","q":"\"metadata\":1"}`,
  ],
  ['{"n":12345678901234567890.10}', '{"n":12345678901234567890.10}'],
  ['"text"', '"text"'],
])('%s', (raw, without) => {
  expect(redactJson(raw, includeNothing)).toBe(without)
})

test('each is ticked by itself, and what is not JSON is not passed on', () => {
  const raw = '{"address":"a","metadata":{"k":"v"}}'
  expect(redactJson(raw, { addresses: true, metadata: false })).toBe('{"address":"a","metadata":"(left out)"}')
  expect(redactJson(raw, { addresses: false, metadata: true })).toBe('{"address":"(left out)","metadata":{"k":"v"}}')
  expect(redactJson(raw, all)).toBe(raw)
  expect(redactJson('{"address":"a"', includeNothing)).toBeUndefined()
})

test('whatever the record, nothing of a field that was left out remains and nothing else changes', () => {
  const secret = fc.jsonValue().map(value => ({ canary: value, also: 'CANARY' }))
  fc.assert(
    fc.property(fc.jsonValue(), secret, fc.string(), fc.constantFrom(0, 2), (rest, hidden, key, indent) => {
      const of = (value: unknown) => ({ before: rest, metadata: value, deep: [{ address: value, [`k${key}`]: rest }] })
      const result = redactJson(JSON.stringify(of(hidden), null, indent), includeNothing) ?? ''
      expect(result).not.toContain('CANARY')
      expect(JSON.parse(result)).toEqual(JSON.parse(redactJson(JSON.stringify(of(leftOut)), includeNothing) ?? ''))
    }),
  )
})
