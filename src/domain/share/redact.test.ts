import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { includeNothing, leftOut } from './include.ts'
import { redactJson } from './redact.ts'

const all = { addresses: true, metadata: true }

test.each([
  ['{"id":1, "address" : "0xabc"}', '{"id":1, "address" : "(left out)"}'],
  [
    '{"source":{"crypto":{"address":"x","network":"BASE"}}}',
    '{"source":{"crypto":{"address":"(left out)","network":"BASE"}}}',
  ],
  ['{"address_id":"kept","memo_id":"m","memo":null}', '{"address_id":"kept","memo_id":"(left out)","memo":null}'],
  ['{"metadata":{"name":"Ada","n":[1,{"x":"}"}]},"fee":1.50}', '{"metadata":"(left out)","fee":1.50}'],
  ['{"metadata":{}, "memo":[ ]}', '{"metadata":{}, "memo":[ ]}'],
  ['[{"destination_address":["a","b"]},{"id":":"}]', '[{"destination_address":"(left out)"},{"id":":"}]'],
  [
    String.raw`{"\u006detadata":"x","detail":"\"metadata\":1"}`,
    String.raw`{"\u006detadata":"(left out)","detail":"\"metadata\":1"}`,
  ],
  ['{"amount":12345678901234567890.10}', '{"amount":12345678901234567890.10}'],
])('%s', (raw, without) => {
  expect(redactJson(raw, includeNothing)).toBe(without)
})

describe('what this version does not know is left out', () => {
  test.each([
    ['a rail', '{"source":{"card":{"number":"4111","network":"VISA"}}}', '{"source":{"card":"(left out)"}}'],
    [
      'a field of a known rail',
      '{"crypto":{"tag":"77","network":"BASE"}}',
      '{"crypto":{"tag":"(left out)","network":"BASE"}}',
    ],
    ['a field of the record', '{"id":"x","payer":"Ada"}', '{"id":"x","payer":"(left out)"}'],
    ['an object', '{"id":"x","payer":{"id":"Ada"}}', '{"id":"x","payer":"(left out)"}'],
    ['an object where a value is known', '{"detail":{"id":"Ada"}}', '{"detail":"(left out)"}'],
    ['a value where an object is known', '{"source":"0xabc"}', '{"source":"(left out)"}'],
    ['values in a list', '{"items":["0xabc",{"id":"x"}]}', '{"items":["(left out)",{"id":"x"}]}'],
    ['a document of one value', '"0xabc"', '"(left out)"'],
  ])('%s', (_, raw, without) => {
    expect(redactJson(raw, includeNothing)).toBe(without)
    expect(redactJson(raw, { addresses: true, metadata: false })).toBe(without)
    expect(redactJson(raw, { addresses: false, metadata: true })).toBe(without)
    expect(redactJson(raw, all)).toBe(raw)
  })
})

test('each is ticked by itself, and what is not JSON is not passed on', () => {
  const raw = '{"address":"a","metadata":{"k":"v","payer":{"x":1}}}'
  expect(redactJson(raw, { addresses: true, metadata: false })).toBe('{"address":"a","metadata":"(left out)"}')
  expect(redactJson(raw, { addresses: false, metadata: true })).toBe(
    '{"address":"(left out)","metadata":{"k":"v","payer":{"x":1}}}',
  )
  expect(redactJson(raw, all)).toBe(raw)
  expect(redactJson('{"address":"a"', includeNothing)).toBeUndefined()
})

test('whatever the record, nothing of a field that was left out remains and nothing else changes', () => {
  const secret = fc.jsonValue().map(value => ({ canary: value, also: 'CANARY' }))
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), fc.constantFrom(0, 2), (hidden, key, kept, indent) => {
      const of = (value: unknown) => ({
        id: kept,
        metadata: value,
        [`k${key}`]: value,
        items: [{ address: value, detail: kept, [`k${key}`]: value }, value],
      })
      const result = redactJson(JSON.stringify(of(hidden), null, indent), includeNothing) ?? ''
      expect(result).not.toContain('CANARY')
      const expected = of(leftOut)
      // The last element is an object of unknown fields.
      expected.items[1] = { canary: hasValue(hidden.canary) ? leftOut : hidden.canary, also: leftOut }
      expect(JSON.parse(result)).toEqual(JSON.parse(JSON.stringify(expected)))
    }),
  )
})

const hasValue = (value: unknown) => !['null', '""', '{}', '[]'].includes(JSON.stringify(value))
