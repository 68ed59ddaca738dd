import { describe, expect, test } from 'vitest'
import { type Paste, readPaste } from './paste.ts'

const id = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const id2 = '6506ad35-cad8-440f-b247-c4ec092c96fe'
const id3 = '35e3d34d-5552-4185-9583-d6b2856291c0'
const hash = '0xf4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'
const signature = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'
const context = { origin: 'https://ops.example', environments: ['production', 'sandbox', 'demo'] }
const read = (text: string): Paste => readPaste(text, context)

/** Realistic pastes of one ID, and the notes on each. */
const single: readonly (readonly [name: string, text: string, ...notes: string[]])[] = [
  ['as it is', id],
  ['spaces and a line end', `  ${id} \r\n`],
  ['upper case', id.toUpperCase(), `Using ${id}`],
  ['double quotes', `"${id}"`],
  ['typographic quotes', `“${id}”`],
  ['German quotes', `„${id}“`],
  ['French quotes', `« ${id} »`],
  ['single quotes', `'${id}'`],
  ['backticks', `\`${id}\``],
  ['a code fence', `\`\`\`\n${id}\n\`\`\``],
  ['brackets', `[${id}]`],
  ['parentheses and a full stop', `(${id}).`],
  ['angle brackets', `<${id}>`],
  ['braces of a .NET GUID', `{${id.toUpperCase()}}`, `Using ${id}`],
  ['a JSON value with its comma', `"${id}",`],
  ['trailing punctuation', `${id}...`],
  ['a question', `what about ${id}?`, `Using ${id}`],
  ['prose', `Hi team, customer says payment ${id} has not arrived. Thanks!`, `Using ${id}`],
  ['a label', `Orchestration ID: ${id}`, `Using ${id}`],
  ['a label that says something else, with nothing else there', `transfer ${id}`, `Using ${id}`],
  ['a system reference', `orchestration_id.${id}`, `Using ${id}`],
  ['a URN', `urn:uuid:${id}`, `Using ${id}`],
  ['another product’s link', `https://payments.example/orchestrations/${id}`, `Using ${id}`],
  ['a query parameter', `https://x.example/a?orchestration_id=${id}&page=2`, `Using ${id}`],
  ['a percent-encoded quote before it', `https://x.example/?q=%22${id}%22`, `Using ${id}`],
  ['a percent-encoded slash before it', `https%3A%2F%2Fx.example%2F${id}`, `Using ${id}`],
  ['encoded twice', `x%2522${id}%2522`, `Using ${id}`],
  ['an escaped quote in JSON', `{"text":"id \\u0022${id}\\u0022"}`, `Using ${id}`],
  ['an escaped line break in JSON', `{"text":"failed:\\n${id}\\nplease check"}`, `Using ${id}`],
  ['a log line', `2026-04-20T12:30:01.397Z INFO [worker-7] orchestration=${id} status=FAILED`, `Using ${id}`],
  ['a CSV line', `2026-04-20,${id},FAILED,100.00`, `Using ${id}`],
  ['a Markdown link', `[failed payment](https://x.example/${id})`, `Using ${id}`],
  ['a Slack link', `<https://x.example/${id}|open>`, `Using ${id}`],
  ['an HTML attribute', `<a href="/p/${id}">x</a>`, `Using ${id}`],
  ['an emoji in front', `❌${id}`, `Using ${id}`],
  ['a key and a value of YAML', `id: ${id}\nstatus: FAILED`, `Using ${id}`],
  ['glued to a letter no id has', `ID${'='}${id}Z`, `Using ${id}`],
  ['zero-width spaces', `\u200b${id}\u200b`, `Using ${id} (removed 2 hidden characters)`],
  ['a hidden character inside', `${id.slice(0, 13)}\u200d${id.slice(13)}`, `Using ${id} (removed 1 hidden character)`],
  ['a byte order mark', `\ufeff${id}`, `Using ${id} (removed 1 hidden character)`],
  ['bidi isolates', `\u2068${id}\u2069`, `Using ${id} (removed 2 hidden characters)`],
  ['bidi embeddings', `\u202a${id}\u202c`, `Using ${id} (removed 2 hidden characters)`],
  ['a soft hyphen', `${id.slice(0, 4)}\u00ad${id.slice(4)}`, `Using ${id} (removed 1 hidden character)`],
  ['a tag, of two code units', `${id.slice(0, 4)}\u{e0041}${id.slice(4)}`, `Using ${id} (removed 1 hidden character)`],
  ['broken behind an escape', `x%22${id.slice(0, 20)}\n${id.slice(20)}`, `Using ${id} (joined a line break)`],
  ['beside a link in JSON', `{"url":"https://dashboard.paxos.com/x","id":"${id}"}`, `Using ${id}`],
  ['non-breaking spaces', `\u00a0${id}\u202f`],
  ['full-width characters', 'ｅ５ｆ６ａ７ｂ８－９ｃ０ｄ－１ｅ２ｆ－３ａ４ｂ－ｃ５ｄ６ｅ７ｆ８ａ９ｂ０'],
  ['en dashes', id.replaceAll('-', '–'), `Using ${id} (replaced look-alike dashes)`],
  ['non-breaking hyphens', id.replaceAll('-', '\u2011'), `Using ${id} (replaced look-alike dashes)`],
  ['minus signs', id.replaceAll('-', '−'), `Using ${id} (replaced look-alike dashes)`],
  ['broken after a dash', `${id.slice(0, 24)}\n${id.slice(24)}`, `Using ${id} (joined a line break)`],
  ['broken inside a group', `${id.slice(0, 30)}\r\n${id.slice(30)}`, `Using ${id} (joined a line break)`],
  ['broken with an indent', `see ${id.slice(0, 19)}\n    ${id.slice(19)} please`, `Using ${id} (joined a line break)`],
  ['broken in a quoted mail', `> ${id.slice(0, 14)}\n> ${id.slice(14)}`, `Using ${id} (joined a line break)`],
  ['quoted-printable', `id ${id.slice(0, 20)}=\r\n${id.slice(20)}`, `Using ${id} (joined a line break)`],
  ['spaced dashes', id.replaceAll('-', ' - '), `Using ${id}`],
  ['no dashes', id.replaceAll('-', ''), `Using ${id} (put the dashes in)`],
  ['underscores', id.replaceAll('-', '_'), `Using ${id} (put the dashes in)`],
  ['spaces', id.replaceAll('-', ' '), `Using ${id} (put the dashes in)`],
  ['dots', id.replaceAll('-', '.'), `Using ${id} (put the dashes in)`],
  ['no dashes, in a sentence', `orchestration ${id.replaceAll('-', '')} failed`, `Using ${id} (put the dashes in)`],
  ['no dashes, in a record', `{"id":"${id.replaceAll('-', '').toUpperCase()}"}`, `Using ${id} (put the dashes in)`],
  [
    'no dashes, beside a trace',
    `trace_id=${id2.replaceAll('-', '')} id=${id.replaceAll('-', '')}`,
    `Using ${id} (put the dashes in)`,
  ],
  ['<wbr> behind each dash', id.replaceAll('-', '-<wbr>'), `Using ${id}`],
  ['one dash missing', id.replace('-', ''), `Using ${id} (put the dashes in)`],
  ['twice the same', `${id}\n${id.toUpperCase()}`, `Using ${id}`],
  [
    'everything at once',
    `\u200b“${id.toUpperCase().replaceAll('-', '—').replace('F8', 'F\n8')}”,`,
    `Using ${id} (removed 1 hidden character, joined a line break, replaced look-alike dashes)`,
  ],
]

describe('one id', () => {
  test.each(single)('%s', (_, text, ...notes) => {
    expect(read(text)).toEqual({ kind: 'id', id, notes })
  })
})

describe('several ids', () => {
  const several = (...ids: (readonly [string, number])[]) => ids.map(([one, count]) => ({ id: one, count }))
  test.each([
    ['one to a line', `${id}\n${id2}\n${id}`, several([id, 2], [id2, 1])],
    ['separated by commas', `${id2}, ${id},${id3}`, several([id2, 1], [id, 1], [id3, 1])],
    ['without dashes', `${id}\n${id2}`.replaceAll('-', ''), several([id, 1], [id2, 1])],
    ['separated by nothing but a dash', `${id}-${id2}`, several([id, 1], [id2, 1])],
    ['a Markdown list', `- \`${id}\`\n- \`${id2}\``, several([id, 1], [id2, 1])],
    ['a JSON list', JSON.stringify([id, id2]), several([id, 1], [id2, 1])],
    ['a list answer', JSON.stringify({ items: [{ id }, { id: id2, profile_id: id3 }] }), several([id, 1], [id2, 1])],
    ['a tab-separated table', `${id}\tFAILED\n${id2}\tCOMPLETED`, several([id, 1], [id2, 1])],
    ['prose', `orchestrations ${id} and ${id2} failed`, several([id, 1], [id2, 1])],
    ['all labelled as something else', `transfer ${id}, profile ${id2}`, several([id, 1], [id2, 1])],
    ['case does not make them differ', `${id} ${id.toUpperCase()} ${id2}`, several([id, 2], [id2, 1])],
  ])('%s', (_, text, ids) => {
    expect(read(text)).toMatchObject({ kind: 'several', ids })
  })

  test('reports omitted IDs', () => {
    expect(read(`orchestrations ${id}, ${id2}; profile_id: ${id3}`)).toEqual({
      kind: 'several',
      ids: several([id, 1], [id2, 1]),
      leftOut: [id3],
      notes: ['Using 2 IDs (left out 1 ID labelled as something else)'],
    })
  })

  test('reads references one per line', () => {
    expect(read('orch-1\norch-2,\n"orch-1"\n')).toEqual({
      kind: 'several',
      ids: [
        { id: 'orch-1', count: 2, isReference: true },
        { id: 'orch-2', count: 1, isReference: true },
      ],
      notes: [],
    })
  })
})

describe('records with ids of other things', () => {
  const leftOut = (count: number) => [`Using ${id} (left out ${count} IDs labelled as something else)`]

  test('an orchestration’s own JSON', () => {
    const json = JSON.stringify(
      {
        id,
        profile_id: '7c4e8f2a-1d3b-4a5e-9f6c-8b2d7e0a4f1c',
        source_transfer: { transfer_id: id3, status: 'COMPLETED' },
        orchestration_rule_id: '86d3929f-0090-45e5-8195-dbcf63c43eec',
        metadata: { my_id: id2 },
      },
      null,
      2,
    )
    expect(read(json)).toEqual({
      kind: 'id',
      id,
      leftOut: ['7c4e8f2a-1d3b-4a5e-9f6c-8b2d7e0a4f1c', id3, '86d3929f-0090-45e5-8195-dbcf63c43eec', id2],
      notes: leftOut(4),
    })
  })

  test('a webhook: the id of its object, not its own', () => {
    const event = {
      id: id2,
      type: 'orchestration.failed',
      object_type: 'orchestration',
      object: { id, status: 'FAILED' },
    }
    expect(read(JSON.stringify(event))).toMatchObject({ kind: 'id', id })
  })

  test('a transfer with its orchestration', () => {
    expect(read(`{"id": "${id3}", "orchestration_id": "${id}", "profile_id": "${id2}"}`)).toEqual({
      kind: 'id',
      id,
      leftOut: [id3, id2],
      notes: leftOut(2),
    })
  })

  test('this product’s own summary', () => {
    const summary = [
      '**[PRODUCTION] FAILED at destination transfer** – 100 USDC → USDG',
      `- Orchestration: \`${id}\` · ref \`orch-usdc-usdg-a3b1c2d4\` · rule: ad hoc`,
      `- Source: COMPLETED by 2026-04-20 12:31:10 UTC · \`${id3}\``,
      `- Destination: FAILED by 2026-04-20 12:34:10 UTC · \`${id2}\``,
      `- https://ops.example/production/orchestrations/${id}?seen=FAILED~20260420T123410Z`,
    ].join('\n')
    expect(read(summary)).toEqual({
      kind: 'link',
      environment: 'production',
      page: 'orchestration',
      id,
      seen: 'FAILED~20260420T123410Z',
      leftOut: [id3, id2],
      notes: [...leftOut(2), 'The link leads to Production'],
    })
  })

  test('keeps an ID labelled both ways', () => {
    expect(read(`orchestration ${id}\ntransfer ${id2}\naccount ${id}`)).toMatchObject({ kind: 'id', id })
  })
})

describe('links of this product', () => {
  test.each([
    ['of this host', `https://ops.example/sandbox/orchestrations/${id}`, 'sandbox', ['The link leads to Sandbox']],
    [
      'of another host, below a path',
      `http://localhost:8080/desk/demo/orchestrations/${id}#timeline`,
      'demo',
      ['The link leads to Demo at http://localhost:8080; opened here instead'],
    ],
    [
      'in prose, upper-case id',
      `See (https://ops.example/production/orchestrations/${id.toUpperCase()}).`,
      'production',
      ['The link leads to Production'],
    ],
    ['without a host', `/production/orchestrations/${id}`, 'production', ['The link leads to Production']],
    [
      'with hidden characters',
      `https://ops.example/demo/orchestrations/\u200b${id}`,
      'demo',
      [`Using ${id} (removed 1 hidden character)`, 'The link leads to Demo'],
    ],
    [
      'of this host’s API',
      `https://ops.example/api/demo/v2/orchestration/orchestrations/${id}`,
      'demo',
      ['The link leads to Demo'],
    ],
    ['Paxos’s dashboard', `https://dashboard.paxos.com/x/${id}`, 'production', ['The link leads to Production']],
    ['its sandbox', `<https://dashboard.sandbox.paxos.com/a/b?id=${id}>`, 'sandbox', ['The link leads to Sandbox']],
    [
      'Paxos’s API in a curl command',
      `curl -H 'authorization: x' https://api.sandbox.paxos.com/v2/orchestration/orchestrations/${id}`,
      'sandbox',
      ['The link leads to Sandbox'],
    ],
  ])('%s', (_, text, environment, notes) => {
    expect(read(text)).toEqual({ kind: 'link', environment, page: 'orchestration', id, notes })
  })

  test('ignores links of unknown environments', () => {
    expect(read(`https://ops.example/staging/orchestrations/${id}`)).toMatchObject({ kind: 'id', id })
    expect(read(`https://ops.example/constructor/orchestrations/${id}`)).toMatchObject({ kind: 'id', id })
  })

  test.each([
    ['transfer', `http://other.example/sandbox/transfers/${id}`],
    ['rule', `See https://other.example/desk/sandbox/rules/${id}, please`],
  ])('of a page of %s', (page, text) => {
    expect(read(text)).toMatchObject({ kind: 'link', environment: 'sandbox', page, id })
  })

  test('Paxos’s, where its environment is not configured, and hosts that only look like Paxos’s', () => {
    const demo = { origin: 'https://ops.example', environments: ['demo'], environment: 'demo' }
    const text = `https://dashboard.sandbox.paxos.com/orchestrations/${id}`
    expect(readPaste(text, demo)).toEqual({
      kind: 'id',
      id,
      notes: [`Using ${id}`, "This link is for Sandbox, which isn't set up here. Looking in Demo instead."],
    })
    expect(read(`https://dashboard.paxos.com.evil.example/x/${id}`)).toMatchObject({ kind: 'id', id })
    expect(read(`https://paxos.com/x/${id}`)).toMatchObject({ kind: 'id', id })
  })

  test.each([
    ['/sandbox?ref_id=ORD-77', 'sandbox'],
    [`/demo/orchestrations?id=${id},${id2}*2&sort=worst`, 'demo'],
    ['/production/rules?status=ACTIVE', 'production'],
  ])('to any other page of this host goes there: %s', (to, environment) => {
    const notes = [`The link leads to ${environment.charAt(0).toUpperCase()}${environment.slice(1)}`]
    expect(read(`<https://ops.example${to}#x>`)).toEqual({ kind: 'address', environment, to, notes })
    expect(read(`https://other.example${to}`)).not.toMatchObject({ kind: 'address' })
  })

  test('links that agree on the environment go there', () => {
    const link = (environment: string, one: string) => `https://ops.example/${environment}/orchestrations/${one}`
    expect(read(`${link('sandbox', id)}\n${link('sandbox', id2)}`)).toEqual({
      kind: 'several',
      ids: [
        { id, count: 1 },
        { id: id2, count: 1 },
      ],
      environment: 'sandbox',
      notes: ['The links lead to Sandbox'],
    })
  })

  test('keeps the seen parameter only if valid', () => {
    const link = `https://ops.example/demo/orchestrations/${id}?x=1&seen=`
    expect(read(`${link}FAILED~20260420T123410Z`)).toMatchObject({ seen: 'FAILED~20260420T123410Z' })
    expect(read(`${link}FINE~20260420T123410Z`)).not.toHaveProperty('seen')
    expect(read(`${link}FAILED~20261320T123410Z`)).not.toHaveProperty('seen')
  })
})

describe('tables', () => {
  const ids = [
    { id, count: 1 },
    { id: id2, count: 1 },
  ]
  test.each([
    [
      'CSV',
      ['status,orchestration_id,profile_id', `FAILED,${id},${id3}`, `COMPLETED,${id2},${id3}`],
      'orchestration_id',
    ],
    ['CSV with quotes', ['"Name","ID","Profile"', `"a, b","${id}","${id3}"`, `"c","${id2}","${id3}"`], 'ID'],
    ['semicolons', ['profile;Orchestration', `${id3};${id}`, `${id3};${id2}`], 'Orchestration'],
    ['tabs from a spreadsheet', ['Profile\tOrchestration ID', `${id3}\t${id}`, `${id3}\t${id2}`], 'Orchestration ID'],
    ['Markdown', ['| Profile | **id** |', '|---|:--:|', `| ${id3} | \`${id}\` |`, `| ${id3} | \`${id2}\` |`], 'id'],
    [
      'an orchestration column before a bare id',
      ['id,orchestration id', `${id3},${id}`, `${id3},${id2}`],
      'orchestration id',
    ],
  ])('%s: only the column of ids', (_, lines, name) => {
    expect(read(lines.join('\r\n'))).toEqual({
      kind: 'several',
      ids,
      leftOut: [id3],
      notes: [`Using 2 IDs (read the column "${name}", left out 1 ID labelled as something else)`],
    })
  })

  test('a table without other IDs is a list', () => {
    const lines = ['status,id', `FAILED,${id}`, '', `COMPLETED,${id2}`, '']
    expect(read(lines.join('\r\n'))).toEqual({ kind: 'several', ids, notes: [] })
  })

  test('one row is one id', () => {
    expect(read(`id,profile_id\n${id},${id3}`)).toEqual({
      kind: 'id',
      id,
      leftOut: [id3],
      notes: [`Using ${id} (read the column "id", left out 1 ID labelled as something else)`],
    })
  })

  test.each([
    ['no such column', `a,b\n${id},${id2}`],
    ['a row that does not reach it', `x,y,id\n${id}\n${id2}`],
    ['a quote that is never closed', `x,id\n"${id},${id2}`],
    ['prose with a comma', `Hi, id\nplease see ${id} and ${id2}`],
  ])('%s is not a table', (_, text) => {
    expect(read(text)).toMatchObject({ kind: 'several', ids })
  })
})

describe('mixed pastes', () => {
  test('IDs and references, one per line', () => {
    expect(read(`${id}\nORD-77,\n"${id2.toUpperCase()}"\nORD-77\n\nThanks`)).toEqual({
      kind: 'several',
      ids: [
        { id, count: 1 },
        { id: 'ORD-77', count: 2, isReference: true },
        { id: id2, count: 1 },
      ],
      notes: [],
    })
  })

  test('reports an omitted hash', () => {
    expect(read(`${id}\nORD-77\n${hash}`)).toMatchObject({
      ids: [{ id }, { id: 'ORD-77' }],
      notes: ['Using 2 IDs and references (left out 1 transaction hash: look each up by itself)'],
    })
  })

  test.each([
    ['words', `orchestration_id\n${id}\nThanks`],
    ['dates, amounts and addresses', `2026-04-20\n${id}\n100.00\nhttps://x.example/1\na1@x.example\n42`],
    ['a sentence', `${id}\nplease check ORD-77`],
    ['a hash', `${id}\n${hash}`],
  ])('%s beside an id are not references', (_, text) => {
    expect(read(text)).toMatchObject({ kind: 'id', id })
  })

  test('reports an incomplete ID beside whole ones', () => {
    const broken = id3.slice(0, 35)
    expect(read(`${id}\n${broken}\n${id2}`)).toMatchObject({
      kind: 'several',
      notes: [`Using 2 IDs (left out ${broken}, which is not a complete ID)`],
    })
    expect(read(`${id}, ${broken}`)).toMatchObject({
      kind: 'id',
      notes: [`Using ${id} (left out ${broken}, which is not a complete ID)`],
    })
  })

  test('prefers IDs to references and hashes in a ticket', () => {
    const ticket = `Ref ORD-77\nTx ${hash}\nOrchestrations:\n- ${id}\n- ${id2}\nRegards`
    expect(read(ticket)).toMatchObject({ kind: 'several', ids: [{ id }, { id: id2 }] })
  })
})

describe('hashes', () => {
  test.each([
    ['Ethereum', hash, hash, []],
    ['Bitcoin or Stellar, without 0x', hash.slice(2), hash.slice(2), []],
    ['a base58 signature', signature, signature, []],
    ['the shortest signature', signature.slice(0, 86), signature.slice(0, 86), []],
    ['in prose', `tx ${hash}, please`, hash, [`Using ${hash}`]],
    ['in an explorer link', `https://etherscan.io/tx/${hash}`, hash, [`Using ${hash}`]],
    ['with a hidden character', `\u200b${hash}`, hash, [`Using ${hash} (removed 1 hidden character)`]],
  ])('%s', (_, text, expected, notes) => {
    expect(read(text)).toEqual({ kind: 'hash', hash: expected, notes })
  })

  test('uses the first of several, and says so', () => {
    expect(read(`${hash}\n${hash}\n${signature}`)).toMatchObject({
      hash,
      notes: [`Using ${hash} (the first of several hashes)`],
    })
    expect(read(`${hash} ${hash}`)).toMatchObject({ hash, notes: [`Using ${hash}`] })
  })

  test('prefers an ID to a hash', () => {
    expect(read(`tx ${hash} of ${id}`)).toMatchObject({ kind: 'id', id })
  })
})

describe('incomplete ids', () => {
  test.each([
    ['the last character missing', id.slice(0, 35), id.slice(0, 35), 'You pasted 35 of 36 characters.'],
    ['the first one missing', id.slice(1), id.slice(1), 'You pasted 35 of 36 characters.'],
    ['one missing inside', id.replace('1e2f', '1ef'), id.replace('1e2f', '1ef'), 'You pasted 35 of 36 characters.'],
    ['one missing at either end', id.slice(1, 35), id.slice(1, 35), 'You pasted 34 of 36 characters.'],
    ['only the back', id.slice(14), id.slice(14), 'You pasted 22 of 36 characters.'],
    ['only the front', id.slice(0, 23), id.slice(0, 23), 'You pasted 23 of 36 characters.'],
    ['in quotes', `"${id.slice(0, 35)}"`, id.slice(0, 35), 'You pasted 35 of 36 characters.'],
    ['in prose', `please check ${id.slice(0, 34)} now`, id.slice(0, 34), 'You pasted 34 of 36 characters.'],
    ['shortened with an ellipsis', 'e5f6a7b8-…', 'e5f6a7b8-', 'You pasted 9 of 36 characters.'],
    ['shortened with dots', 'e5f6a7b8...', 'e5f6a7b8', 'You pasted 8 of 36 characters.'],
    ['one too many', `${id}1`, `${id}1`, 'You pasted 37 characters; an ID has 36.'],
    ['an O for a zero', `${id.slice(0, 35)}O`, `${id.slice(0, 35)}O`, 'IDs have only 0 to 9 and a to f; this has "O".'],
    [
      'a dash in the wrong place',
      `please check ${id.slice(0, 8)}${id.slice(9, 10)}-${id.slice(10)} now`,
      `${id.slice(0, 8)}${id.slice(9, 10)}-${id.slice(10)}`,
      'Its dashes are not where an ID has them.',
    ],
    [
      'Cyrillic letters',
      id.replaceAll('e', 'е'),
      id.replaceAll('e', 'е'),
      'IDs have only 0 to 9 and a to f; this has "е".',
    ],
    [
      'the next line begins with a word',
      `${id.slice(0, 35)}\na payment`,
      id.slice(0, 35),
      'You pasted 35 of 36 characters.',
    ],
  ])('%s', (_, text, part, reason) => {
    expect(read(text)).toEqual({ kind: 'incomplete', text: part, length: [...part].length, reason, notes: [] })
  })
})

describe('references', () => {
  test.each([
    ['as it is', 'orch-usdc-usdg-a3b1c2d4', 'orch-usdc-usdg-a3b1c2d4', []],
    ['case and inner spaces stay', '  Order  4711/b ', 'Order  4711/b', []],
    ['an emoji joined by its skin tone stays', 'x-👩🏽‍🚀', 'x-👩🏽‍🚀', []],
    ['an emoji joined by its selector stays', 'x-❤️‍🔥', 'x-❤️‍🔥', []],
    ['a joined emoji and a Persian word stay', '支払い-№42-👩‍👩‍👧-می‌خواهم', '支払い-№42-👩‍👩‍👧-می‌خواهم', []],
    ['a heart with its selector stays', '❤️-1', '❤️-1', []],
    ['brackets of its own stay', 'order(1)', 'order(1)', []],
    ['both brackets stay', '(a)(b)', '(a)(b)', []],
    ['compatibility letters stay', 'ﬁle-№1', 'ﬁle-№1', []],
    ['a date and a counter', '20260420-1230-5512', '20260420-1230-5512', []],
    ['a date and two counters', '20260420-1230-5512-000017', '20260420-1230-5512-000017', []],
    [
      'words as long as the parts of an id',
      'merchant-usdc-usdg-june-settlement12',
      'merchant-usdc-usdg-june-settlement12',
      [],
    ],
    ['eight digits', 'e5f6a7b8', 'e5f6a7b8', []],
    ['other scripts', '注文-42', '注文-42', []],
    ['an emoji', '🚀', '🚀', []],
    ['a character that would unfold to a word', '㌖', '㌖', []],
    ['inside a longer text', 'The payment failed.\nreference id = "ORD/77;b"\nThanks', 'ORD/77', ['Using ORD/77']],
  ])('%s', (_, text, reference, notes) => {
    expect(read(text)).toEqual({ kind: 'reference', reference, notes })
  })

  test.each([
    ['quotes go', '"orch-1",', 'orch-1', 'Using orch-1'],
    ['hidden characters go', 'orch\u200b-1', 'orch-1', 'Using orch-1 (removed 1 hidden character)'],
    ['a joiner between letters that never join goes', '漢\u200d1', '漢1', 'Using 漢1 (removed 1 hidden character)'],
    [
      'a joiner behind an emoji that joins nothing goes',
      '🚀\u200d漢',
      '🚀漢',
      'Using 🚀漢 (removed 1 hidden character)',
    ],
    ['joiners that join nothing go', 'o\u200drch-1\ufe0f', 'orch-1', 'Using orch-1 (removed 2 hidden characters)'],
    ['a label goes', 'ref_id: orch-1', 'orch-1', 'Using orch-1'],
    ['a JSON pair', '"ref_id": "orch-1",', 'orch-1', 'Using orch-1'],
    ['a bracket that closes nothing goes', 'orch-1)', 'orch-1', 'Using orch-1'],
    ['a bracket that is not closed goes', '[orch-1', 'orch-1', 'Using orch-1'],
    ['marks of its own go too', '"><b>', '><b>', 'Using ><b>'],
    ['two quoted words stay apart', '("a" or "b")', '"a" or "b"', 'Using "a" or "b"'],
  ])('%s, and what was pasted is kept beside it', (_, text, reference, note) => {
    expect(read(text)).toEqual({ kind: 'reference', reference, verbatim: text, notes: [note] })
  })

  const prose = 'The payment is late. '.repeat(300)

  test('named at the end of long prose, with a hidden character in its name', () => {
    const notes = ['Using ORD-77 (removed 1 hidden character)']
    expect(read(prose)).toEqual({ kind: 'nothing', notes: [] })
    expect(read(`${prose}R\u200bef_id: ORD-77`)).toEqual({ kind: 'reference', reference: 'ORD-77', notes })
  })

  test('of two words, with thousands of hidden characters behind it', () => {
    const text = `ORD 77${'\u200b'.repeat(5000)}`
    const notes = ['Using ORD 77 (removed 5000 hidden characters)']
    expect(read(text)).toEqual({ kind: 'reference', reference: 'ORD 77', verbatim: text, notes })
  })

  test('one per line, in a text too long for the first check', () => {
    const references = Array.from({ length: 2000 }, (_, index) => `ORD-${index}`)
    const ids = references.map(reference => ({ id: reference, count: 1, isReference: true }))
    expect(read(references.join('\u200b\n'))).toEqual({ kind: 'several', ids, notes: [] })
    expect(read(`${references.join('\n')}\nand so on`)).toEqual({ kind: 'nothing', notes: [] })
  })

  test('one per line, where the first check ends in surrounding punctuation', () => {
    const ids = [
      { id: 'ORD-77', count: 1, isReference: true },
      { id: 'OR-1', count: 500, isReference: true },
    ]
    // 4000 code units: 7, 332 times 12, and 9.
    expect(read(`ORD-77\n${'```OR-1 ```\n'.repeat(500)}`)).toEqual({ kind: 'several', ids, notes: [] })
  })

  test.each([`order-${id}-retry`, `${id}_2`, `x${id.toUpperCase()}`, `orchestration_id.${id}-1`])(
    '%s alone is a reference that contains an id',
    text => {
      expect(read(text)).toEqual({ kind: 'reference', reference: text, contains: id, notes: [] })
    },
  )

  test('removes hidden characters in such a word, and says so', () => {
    const reference = `order-${id}-retry`
    const note = `Using ${reference} (removed 1 hidden character)`
    expect(read(`order\u200b-${id}-retry`)).toEqual({ kind: 'reference', reference, contains: id, notes: [note] })
  })

  test('reads the ID in a word too long for a reference', () => {
    expect(read(`${'x'.repeat(230)}-${id}`)).toMatchObject({ kind: 'id', id })
  })

  test('digits separated by dashes are not an ID', () => {
    expect(read([...id.replaceAll('-', '')].join('-'))).not.toHaveProperty('id')
  })

  test('reads the ID in such a word inside a text', () => {
    expect(read(`order-${id}-retry failed`)).toMatchObject({ kind: 'id', id })
  })
})

test.each(['', ' ', '\n\n', '""', '“”', '\u200b', '...', '()', '`'])('%j is nothing', text => {
  expect(read(text)).toEqual({ kind: 'nothing', notes: [] })
})

test('prose without IDs is nothing', () => {
  expect(read('Hello,\nwhere is my money?\nThanks')).toEqual({ kind: 'nothing', notes: [] })
})
