import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import type { Facts } from '../orchestration/facts.ts'
import {
  at,
  destinationTransfer,
  eventOf,
  factsOf,
  failedSample,
  ids,
  observed,
  ruleOf,
  sourceTransfer,
} from '../testing/facts.ts'
import { summaryOf } from './summary.ts'
import { summaryCustomer, summaryHtml, summaryJira, summaryMarkdown, summaryText } from './summary-formats.ts'

const url = `https://ops.example/production/orchestrations/${ids.orchestration}`
const context = { environment: 'production', url, checkedAt: at('2026-04-20T12:40:00Z') }
const markdown = (facts: Facts, more: object = {}) => summaryMarkdown(summaryOf(facts, { ...context, ...more }))
const detail = 'Beneficiary address is not on the approved list.'

/** The sample of the product's documents. */
const sample = failedSample(
  { fail_reason: { detail }, orchestration_rule_id: '' },
  {
    transfers: {
      source: sourceTransfer({
        amount: '100',
        asset: 'USDC',
        fee: '0',
        crypto_network: 'ETHEREUM',
        crypto_tx_hash: '0xf418',
      }),
      destination: destinationTransfer({
        amount: '99.85',
        asset: 'USDG',
        fee: '0.15',
        crypto_network: 'SOLANA',
        updated_at: '2026-04-20T12:34:10Z',
      }),
    },
  },
)

test('the sample in Markdown', () => {
  expect(markdown(sample)).toBe(
    `**[PRODUCTION] Failed at the destination transfer** · 100 USDC → 99.85 USDG (fee 0.15), not completed
- Orchestration: \`e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0\` · ref \`orch-usdc-usdg-a3b1c2d4\` · no rule
- Paxos's reason: "${detail}" · who acts: nobody has been asked
- Source transfer: Completed by 2026-04-20 12:31:10 UTC · 100 USDC · Ethereum · \`35e3d34d-5552-4185-9583-d6b2856291c0\` · tx \`0xf418\`
- Destination transfer: Failed by 2026-04-20 12:34:10 UTC · 99.85 USDG · Solana · \`91252ea9-1659-4ca2-9e3a-310612e44233\`
- Created 2026-04-20 12:30:01 UTC · checked 2026-04-20 12:40:00 UTC
- https://ops.example/production/orchestrations/e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0?seen=FAILED~20260420T123410Z`,
  )
})

test('the sample in plain text and in Jira’s markup', () => {
  const summary = summaryOf(sample, context)
  expect(summaryText(summary)).toBe(summaryMarkdown(summary).replace(/[*`]/g, ''))
  expect(summaryJira(summary).split('\n').slice(0, 2)).toEqual([
    '*\\[PRODUCTION\\] Failed at the destination transfer* · 100 USDC → 99.85 USDG (fee 0.15), not completed',
    '* Orchestration: {{e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0}} · ref {{orch-usdc-usdg-a3b1c2d4}} · no rule',
  ])
})

test('the sample in HTML', () => {
  const html = summaryHtml(summaryOf(sample, context))
  expect(html).toMatch(
    /^<p><strong>\[PRODUCTION\] Failed at the destination transfer<\/strong> · 100 USDC → 99\.85 USDG \(fee 0\.15\), not completed<\/p><ul><li>/,
  )
  expect(html).toContain('<code>orch-usdc-usdg-a3b1c2d4</code>')
  expect(html).toContain(`<a href="${url}?seen=FAILED~20260420T123410Z">`)
  expect(html.match(/<li>/g)).toHaveLength(6)
})

test('the sample for a customer', () => {
  expect(summaryCustomer(summaryOf(sample, context))).toBe(
    "Your transfer of 100 USDC started on 20 Apr 2026 and hasn't completed. We're looking into it.",
  )
})

describe('for a customer', () => {
  const words = (...args: Parameters<typeof factsOf>) => summaryCustomer(summaryOf(factsOf(...args), context))
  test('completed', () => {
    expect(words('COMPLETED', 'COMPLETED', 'COMPLETED')).toBe(
      'Your transfer of 100 USDC started on 20 Apr 2026 and has completed.',
    )
  })

  test('completed by one record and not by another', () => {
    expect(words('COMPLETED', 'COMPLETED', 'PROCESSING')).toContain("hasn't completed.")
  })

  test('with little known', () => {
    expect(words('PROCESSING', 'absent', 'absent', { source_amount: 'x', created_at: '' })).toBe(
      "Your transfer hasn't completed. We're looking into it.",
    )
  })
})

describe('headlines', () => {
  const headline = (...args: Parameters<typeof factsOf>) => markdown(factsOf(...args)).split('\n')[0]
  test.each([
    ['PENDING', 'absent', 'absent', 'Awaiting approval'],
    ['PROCESSING', 'COMPLETED', 'PROCESSING', 'Processing the destination transfer'],
    ['COMPLETED', 'COMPLETED', 'COMPLETED', 'Completed'],
    ['COMPLETED', 'COMPLETED', 'FAILED', "Paxos's records disagree"],
    ['FAILED', 'COMPLETED', 'PENDING', 'Failed, probably at the conversion'],
    ['REJECTED', 'absent', 'absent', 'Rejected at approval'],
    ['HELD', 'absent', 'absent', 'Unrecognised status: HELD'],
    ['', 'absent', 'absent', 'No status reported'],
  ])('%s, %s, %s: %s', (status, source, destination, words) => {
    expect(headline(status, source, destination)).toBe(`**[PRODUCTION] ${words}** · 100 USDC → USDG`)
  })

  test('of a hold', () => {
    const transfers = {
      source: sourceTransfer({ status: 'PENDING', secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED' } }),
    }
    expect(headline('PROCESSING', 'PROCESSING', 'PENDING', {}, { transfers })).toBe(
      '**[PRODUCTION] On hold: travel-rule details needed from you** · 100 USDC → USDG',
    )
  })

  const money = (source: object, destination: object, status = 'COMPLETED') =>
    headline(
      'COMPLETED',
      'COMPLETED',
      status,
      {},
      {
        transfers: {
          source: sourceTransfer({ amount: '100', asset: 'USDC', ...source }),
          destination: destinationTransfer({ amount: '99.85', asset: 'USDG', status, ...destination }),
        },
      },
    )?.split('** · ')[1]

  test('money: in, out and fee, and whether it is complete', () => {
    expect(money({ fee: '0' }, { fee: '0.15' })).toBe('100 USDC → 99.85 USDG (fee 0.15)')
    expect(money({ fee: '0.10' }, { fee: '0' })).toBe('100 USDC → 99.85 USDG (fee 0.10 USDC)')
    expect(money({ fee: '0.10' }, { fee: '0.15' })).toBe('100 USDC → 99.85 USDG (fees 0.10 USDC + 0.15)')
    expect(money({}, {}, 'FAILED')).toBe('100 USDC → 99.85 USDG, not completed')
    const source = sourceTransfer({ status: 'FAILED', amount: '100', asset: 'USDC' })
    expect(headline('FAILED', 'FAILED', 'absent', {}, { transfers: { source } })).toContain(
      '100 USDC → USDG, not completed',
    )
    expect(money({ amount: '90' }, { fee: '0' })).toBe('90 USDC → 99.85 USDG, the orchestration says 100 USDC')
  })

  test.each([
    [{ source_amount: '1234567.50' }, '1,234,567.50 USDC → USDG'],
    [{ source_amount: 'abc' }, 'abc \\(not a number\\) → USDG'],
    [{ destination_asset: '' }, '100 USDC → Asset not reported'],
    [{ source_amount: '', source_asset: '', destination_asset: '' }, 'Amount not reported → Asset not reported'],
  ])('money with %j', (json, words) => {
    expect(headline('PROCESSING', 'absent', 'absent', json)).toBe(
      `**[PRODUCTION] Processing** · ${words.replaceAll('\\\\', '')}`.replaceAll('\\', ''),
    )
  })
})

describe('legs', () => {
  const leg = (facts: Facts, title: string) =>
    markdown(facts)
      .split('\n')
      .find(line => line.startsWith(`- ${title}: `))
      ?.replace(`- ${title}: `, '')
  const source = (...args: Parameters<typeof factsOf>) => leg(factsOf(...args), 'Source transfer')
  const id = ` · Ethereum · \`${ids.source}\``

  test.each([
    ['PROCESSING', 'absent', 'Not reported · Ethereum'],
    ['FAILED', 'absent', 'Unclear · Ethereum'],
    ['REJECTED', 'PENDING', 'Not reached · Ethereum'],
    ['PROCESSING', 'PENDING', 'Planned · Ethereum'],
    ['PROCESSING', 'PROCESSING', `Processing, time not reported${id}`],
    ['PROCESSING', 'COMPLETED', `Completed, time not reported${id}`],
    ['FAILED', 'COMPLETED', `Completed by 2026-04-20 12:34:10 UTC${id}`],
    ['PROCESSING', 'HELD', `HELD (unrecognised)${id}`],
    ['PROCESSING', 'no-status', `No status${id}`],
  ])('%s, %s: %s', (status, word, words) => {
    expect(source(status, word, 'absent')).toBe(words)
  })

  test('under way since', () => {
    const transfers = { source: sourceTransfer({ status: 'PENDING' }) }
    expect(source('PROCESSING', 'PROCESSING', 'absent', {}, { transfers })).toBe(
      `Processing since 2026-04-20 12:30:02 UTC${id}`,
    )
  })

  test('held since', () => {
    const transfers = {
      source: sourceTransfer({ status: 'PENDING', secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED' } }),
    }
    expect(source('PROCESSING', 'PROCESSING', 'absent', {}, { transfers })).toContain(
      'Processing since 2026-04-20 12:30:02 UTC',
    )
  })

  test('an exact time says so', () => {
    const found = [eventOf('transfer.crypto_deposit.completed', '2026-04-20T12:31:09Z', { object: { id: ids.source } })]
    expect(source('PROCESSING', 'COMPLETED', 'absent', {}, { events: { found, searched: 1 } })).toBe(
      `Completed 2026-04-20 12:31:09 UTC (exact)${id}`,
    )
  })

  test('what this tab saw names both ends', () => {
    const seen = [observed('source', 'COMPLETED', '2026-04-20T12:31:05Z', '2026-04-20T12:31:10Z')]
    expect(source('PROCESSING', 'COMPLETED', 'absent', {}, { observed: seen })).toBe(
      `Completed, seen to change between 2026-04-20 12:31:05 and 2026-04-20 12:31:10 UTC${id}`,
    )
  })
})

describe('other lines', () => {
  const line = (facts: Facts, start: string) =>
    markdown(facts)
      .split('\n')
      .find(one => one.startsWith(`- ${start}`))

  test('the rule by its name, else by its id, or whether there is one', () => {
    const json = { orchestration_rule_id: ids.rule, ref_id: '' }
    expect(line(failedSample(json, { rule: ruleOf() }), 'Orchestration')).toBe(
      `- Orchestration: \`${ids.orchestration}\` · rule PYUSD payouts`,
    )
    expect(line(failedSample({ ...json, id: '' }), 'Orchestration')).toBe(
      `- Orchestration: no ID · rule \`${ids.rule}\``,
    )
    expect(line(failedSample({ ref_id: '' }), 'Orchestration')).toBe(
      `- Orchestration: \`${ids.orchestration}\` · rule not reported`,
    )
  })

  test('no reason is said, and none where nothing failed', () => {
    expect(line(failedSample(), 'Paxos')).toBe('- Paxos gave no reason · who acts: nobody has been asked')
    expect(markdown(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).not.toMatch(/reason|acts/)
  })

  test('who acts, as far as the records are read', () => {
    const held = sourceTransfer({
      status: 'PENDING',
      secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED', detail: 'Name?' },
    })
    expect(line(factsOf('PROCESSING', 'PROCESSING', 'absent', {}, { transfers: { source: held } }), 'Who')).toBe(
      '- Who acts: you: send Paxos the travel-rule details · Paxos says: "Name?"',
    )
    expect(line(factsOf('PROCESSING', 'PROCESSING', 'absent'), 'Who')).toBe(
      "- Who acts: unknown, as the transfer details aren't loaded",
    )
    expect(line(factsOf('PENDING', 'absent', 'absent'), 'Who')).toBe('- Who acts: probably your approvers')
    const rent = destinationTransfer({ status_details: { max_rent_exceeded: {} } })
    expect(line(failedSample({}, { transfers: { destination: rent } }), 'Paxos gave')).toContain(
      'who acts: Paxos: contact',
    )
  })

  test('records that disagree are both quoted', () => {
    expect(line(factsOf('FAILED', 'COMPLETED', 'COMPLETED'), 'The orch')).toBe(
      '- The orchestration says Failed; both transfers say Completed.',
    )
  })

  test('a creation that is not reported', () => {
    expect(line(factsOf('PROCESSING', 'absent', 'absent', { created_at: '' }), 'Creation')).toBe(
      '- Creation time not reported · checked 2026-04-20 12:40:00 UTC',
    )
  })

  test('the link: what was seen, unless it is not a listed status or has no time', () => {
    const link = (facts: Facts, more: object = {}) => markdown(facts, more).split('\n').at(-1)
    expect(link(factsOf('HELD', 'absent', 'absent'))).toBe(`- ${url}`)
    expect(link(factsOf('FAILED', 'absent', 'absent', { updated_at: '' }))).toBe(`- ${url}`)
    expect(link(sample, { url: `${url}?a=1#timeline` })).toBe(`- ${url}?a=1&seen=FAILED~20260420T123410Z#timeline`)
  })
})

describe('what was ticked', () => {
  const facts = failedSample(
    {
      source: { crypto: { network: 'ETHEREUM', address: '0x1111111111111111111111111111111111111111' } },
      metadata: { order: '7731', 'two\nlines': '`' },
      fail_reason: { detail: 'Not allowed: 0x1111111111111111111111111111111111111111' },
    },
    { transfers: { destination: destinationTransfer({ destination_address: 'D1', memo: 'for Ada' }) } },
  )
  const lines = (addresses: boolean, metadata: boolean) =>
    markdown(facts, { include: { addresses, metadata } })
      .split('\n')
      .filter(line => !/^- (Orch|Source transfer:|Destination transfer:|Created|https)|^\*/.test(line))
      .map(line => line.replace(/ · who acts.*/, ''))

  test('nothing: not even an address that the reason quotes', () => {
    expect(markdown(facts)).toBe(markdown(facts, { include: { addresses: false, metadata: false } }))
    expect(lines(false, false)).toEqual([`- Paxos's reason: "Not allowed: (left out)"`])
  })

  test('addresses', () => {
    expect(lines(true, false)).toEqual([
      '- Paxos\'s reason: "Not allowed: 0x1111111111111111111111111111111111111111"',
      '- Source address: `0x1111111111111111111111111111111111111111`',
      "- Destination transfer's address: `D1`",
      "- Destination transfer's memo: `for Ada`",
    ])
  })

  test('metadata', () => {
    expect(lines(false, true).slice(1)).toEqual(['- order: `7731`', '- two lines: `` ` ``'])
  })

  test('a customer gets neither', () => {
    const summary = summaryOf(facts, { ...context, include: { addresses: true, metadata: true } })
    expect(summaryCustomer(summary)).toBe(
      "Your transfer of 100 USDC started on 20 Apr 2026 and hasn't completed. We're looking into it.",
    )
  })
})

describe('hostile text', () => {
  type Field =
    | 'detail'
    | 'ref'
    | 'id'
    | 'transfer'
    | 'status'
    | 'leg'
    | 'asset'
    | 'nickname'
    | 'rule'
    | 'url'
    | 'address'
    | 'key'
    | 'value'
  const fields: readonly Field[] = [
    'detail',
    'ref',
    'id',
    'transfer',
    'status',
    'leg',
    'asset',
    'nickname',
    'rule',
    'url',
    'address',
    'key',
    'value',
  ]
  /** A record with this text in one field; the plain word shows how the same record looks without malice. */
  function withText(field: Field, text: string) {
    const value = (of: Field, usual: string) => (field === of ? text : usual)
    const facts = factsOf(
      value('status', 'FAILED'),
      'COMPLETED',
      'FAILED',
      {
        id: value('id', ids.orchestration),
        ref_id: value('ref', 'orch-1'),
        fail_reason: { detail: value('detail', 'reason') },
        source_transfer: { transfer_id: value('transfer', ids.source), status: value('leg', 'COMPLETED') },
        destination_asset: value('asset', 'USDG'),
        orchestration_rule_id: value('rule', ids.rule),
        source: { crypto: { address: value('address', '0x1') } },
        metadata: { [value('key', 'order')]: value('value', '7731') },
      },
      { rule: ruleOf({ nickname: value('nickname', 'name'), id: value('rule', ids.rule) }) },
    )
    const include = { addresses: true, metadata: true }
    return summaryOf(facts, { ...context, include, url: `https://ops.example/${value('url', 'x')}` })
  }

  const active = fc.string({
    unit: fc.constantFrom(
      ...'`*_[]()<>!#|~\\&;:/{}"\'\n\r\t -+.=$@a1',
      '\u2028',
      '\u202e',
      '\ud800',
      '&lt;',
      '://',
      'www.',
    ),
    minLength: 1,
    maxLength: 40,
  })
  const text = fc
    .oneof(active, fc.string({ unit: 'binary', minLength: 1 }))
    // A text of nothing but hidden characters or known values is another record, not a hostile one.
    .filter(one => /[^\s\p{C}]/u.test(one) && !/^[A-Z]+$/.test(one))

  /** The marks that act in Markdown, line by line: code spans as `C`, escaped characters and plain text left out. */
  function markdownMarks(source: string): readonly string[] {
    return source.split('\n').map(line => {
      let marks = ''
      for (let index = 0; index < line.length; ) {
        const rest = line.slice(index)
        const run = /^`+/.exec(rest)?.[0]
        const span =
          run && new RegExp(`^${run}(?:[^\`]|(?<!\`)(?!${run}(?!\`))\`+)*?(?<!\`)${run}(?!\`)`).exec(rest)?.[0]
        if (span) {
          marks += 'C'
          index += span.length
        } else if (/^\\[!-/:-@[-`{-~]/.test(rest)) index += 2
        else {
          const isInWord = index > 0 && /^[A-Za-z0-9]_[A-Za-z0-9]/.test(line.slice(index - 1))
          if (/^[`*[\]<>~|]|^_/.test(rest) && !isInWord) marks += rest[0]
          if (/^&#?\w{1,32};|^:\/\/|^www\./i.test(rest)) marks += 'L'
          index += 1
        }
      }
      return marks
    })
  }

  test.each(fields)('in %s acts in none of the formats', field => {
    const plain = withText(field, field === 'id' || field === 'rule' ? 'x1' : 'Xx')
    const tags = (html: string) => html.match(/<[^>]*>/g)?.map(tag => tag.replace(/href="[^"]*"/, 'href'))
    const jiraMarks = (source: string) => source.replace(/\\./g, '').match(/[{}[\]|*!_^~+?]|\n|\\/g)
    fc.assert(
      fc.property(text, hostile => {
        const summary = withText(field, hostile)
        // A hostile address may contain the beginning of another one, which is not one of our marks.
        const marks = (of: typeof plain) => markdownMarks(summaryMarkdown(of)).slice(0, field === 'url' ? 8 : 9)
        expect(marks(summary)).toEqual(marks(plain))
        expect(tags(summaryHtml(summary))).toEqual(tags(summaryHtml(plain)))
        expect(summaryHtml(summary).replace(/<[^>]*>/g, '')).not.toMatch(/[<>"']|&(?!#\d\d;)/)
        // An address of its own may have what Jira reads as marks elsewhere; it is percent-encoded instead.
        if (field !== 'url') expect(jiraMarks(summaryJira(summary))).toEqual(jiraMarks(summaryJira(plain)))
        for (const format of [summaryMarkdown, summaryText, summaryJira])
          expect(format(summary).split('\n')).toHaveLength(9)
        expect(summaryText(summary)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
        expect(summaryCustomer(summary)).not.toContain('\n')
      }),
      { numRuns: 300 },
    )
  })

  test('an address that is not http is shown and not linked', () => {
    const html = summaryHtml(summaryOf(sample, { ...context, url: 'javascript:alert(1)' }))
    expect(html).not.toContain('<a')
    expect(html).toContain('javascript:alert%281%29')
  })

  test('an address keeps what belongs to it and loses what does not', () => {
    expect(markdown(sample, { url: 'https://x.example/a_b/ü"><b>`*' }).split('\n').at(-1)).toBe(
      '- https://x.example/a_b/%C3%BC%22%3E%3Cb%3E%60%2A?seen=FAILED~20260420T123410Z',
    )
  })
})
