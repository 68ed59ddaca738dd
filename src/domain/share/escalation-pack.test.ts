import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { at, destinationTransfer, factsOf, failedSample, ids, ruleOf, sourceTransfer } from '../testing/facts.ts'
import { escapeHtml } from '../text/plain-text.ts'
import { escalationPack, type PackContext, packFileName } from './escalation-pack.ts'

const address = '0x1111111111111111111111111111111111111111'
const raw = `{\r\n "id": "${ids.orchestration}", "source": {"crypto": {"address": "${address}"}}, "metadata": {"name": "Ada Lovelace"}, "n": 1.50}`
const context: PackContext = {
  environment: 'production',
  url: `https://ops.example/production/orchestrations/${ids.orchestration}`,
  checkedAt: at('2026-04-20T12:40:00Z'),
  include: { addresses: false, metadata: false },
  records: [{ name: 'Orchestration', raw, readAt: '2026-04-20T12:40:00.123Z', requestId: 'req-7' }],
  version: '0.1.0',
}
const facts = failedSample({
  source: { crypto: { network: 'ETHEREUM', address } },
  fail_reason: { detail: `Not on the list: ${address}` },
  metadata: { name: 'Ada Lovelace' },
})
const all = { addresses: true, metadata: true }

test('holds the sheet, the requests, the evidence and the records', () => {
  const pack = escalationPack(facts, context)
  for (const words of [
    'Failed at the destination transfer',
    'fetched 2026-04-20 12:40:00 UTC',
    'req-7',
    '2026-04-20 12:40:00.123 UTC',
    '2026-04-20 12:30:01.397730 UTC',
    ids.orchestration,
    ids.source,
    ids.destination,
    context.url,
    'How we know',
    'by 2026-04-20 12:31:10 UTC (last update)',
    "Left out of this file: addresses and memos, metadata, and fields that this version doesn't know.",
  ])
    expect(pack).toContain(words)
})

test('an address or metadata only when ticked, wherever it stood', () => {
  const without = escalationPack(facts, context)
  expect(without).not.toContain(address)
  expect(without).not.toContain('Ada Lovelace')
  const whole = escalationPack(facts, { ...context, include: all })
  expect(whole).toContain(`<pre>\n${escapeHtml(raw).replace('\r', '&#13;')}</pre>`)
  expect(whole).not.toContain('Left out of this file')
  expect(escalationPack(facts, { ...context, include: { ...all, metadata: false } })).not.toContain('Ada Lovelace')
})

test('a record that is not JSON is passed on only when everything may be', () => {
  const records = [{ name: 'Rule', raw: `<html>${address}`, readAt: 'x', requestId: undefined }]
  expect(escalationPack(facts, { ...context, records })).toContain('not valid JSON')
  expect(escalationPack(facts, { ...context, records, include: all })).toContain('&#60;html&#62;')
})

test('needs nothing from outside and runs nothing', () => {
  const pack = escalationPack(facts, { ...context, include: all })
  expect(pack).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|url\(|@import/i)
  expect(pack.match(/(?:src|href)="[^"]*"/g)).toEqual([`href="${context.url}"`])
  expect(pack).toContain("default-src 'none'; style-src 'unsafe-inline'")
})

test.each([
  ['FAILED', ids.orchestration, 'orchestration-e5f6a7b8-failed-production.html'],
  ['HELD', '../../é', 'orchestration-unknown-production.html'],
])('file name of %s %s', (status, id, name) => {
  expect(packFileName(factsOf(status, 'absent', 'absent', { id }), 'production')).toBe(name)
})

describe('hostile text', () => {
  const fields = ['detail', 'ref', 'key', 'value', 'nickname', 'hash', 'address', 'raw', 'request', 'name'] as const
  function withText(field: (typeof fields)[number], hostile: string) {
    const value = (of: (typeof fields)[number], usual: string) => (field === of ? hostile : usual)
    const facts = failedSample(
      {
        ref_id: value('ref', 'ref-1'),
        fail_reason: { detail: value('detail', 'reason') },
        metadata: { [value('key', 'order')]: value('value', '7731') },
        source: { crypto: { address: value('address', '0x1') } },
        orchestration_rule_id: ids.rule,
      },
      {
        rule: ruleOf({ nickname: value('nickname', 'name') }),
        transfers: {
          source: sourceTransfer({ crypto_tx_hash: value('hash', '0x2') }),
          destination: destinationTransfer(),
        },
      },
    )
    return escalationPack(facts, {
      ...context,
      include: all,
      records: [
        {
          name: value('name', 'Rule'),
          raw: value('raw', '{}'),
          readAt: '2026-04-20T12:40:00Z',
          requestId: value('request', 'r'),
        },
      ],
    })
  }
  const text = fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...'<>&"\'=/!-a \n\r\0', '</pre>', '</style>', '<!--', '\u202e', '\ud800') }),
      fc.string({ unit: 'binary' }),
    )
    .filter(one => /[^\s\p{C}]/u.test(one))
  const tags = (html: string) => html.match(/<[^>]*>/g)

  test.each(fields)('in %s opens no tag and hides nothing', field => {
    const plain = tags(withText(field, 'x'))
    fc.assert(
      fc.property(text, hostile => {
        const pack = withText(field, hostile)
        expect(tags(pack)).toEqual(plain)
        expect(pack.replace(/<style>[\s\S]*<\/style>|<[^>]*>/g, '')).not.toMatch(/[<>"']|&(?!#\d\d;)/)
        if (field !== 'raw') expect(pack).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ud800]/u)
      }),
      { numRuns: 100 },
    )
  })
})
