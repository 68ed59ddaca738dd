/** What people paste, as their tools write it: which IDs are used, in which environment, and which are left out. */
import { describe, expect, test } from 'vitest'
import { readPaste } from './paste.ts'

const A = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const B = '6506ad35-cad8-440f-b247-c4ec092c96fe'
const S = '35e3d34d-5552-4185-9583-d6b2856291c0'
const T = '91252ea9-1659-4ca2-9e3a-310612e44233'
const P = '7c4e8f2a-1d3b-4a5e-9f6c-8b2d7e0a4f1c'
const seen = 'FAILED~20260420T123410Z'
const host = 'https://ops.example'
const link = `${host}/demo/orchestrations/${A}?seen=${seen}`
const context = { origin: host, environments: ['production', 'sandbox', 'demo'], environment: 'sandbox' }
const encode = encodeURIComponent

type Expected = { ids: readonly string[]; leftOut?: readonly string[]; environment?: string; seen?: string }
type Row = readonly [name: string, text: string, expected: Expected]

/** What a reader gets: the IDs that are looked up and those that are shown beside. */
function outcomeOf(text: string): Expected & { kind: string } {
  const paste = readPaste(text, context)
  const ids =
    paste.kind === 'id' || paste.kind === 'link'
      ? [paste.id]
      : paste.kind === 'several'
        ? paste.ids.map(({ id }) => id)
        : paste.kind === 'address'
          ? (paste.to.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
          : paste.kind === 'reference' && paste.contains !== undefined
            ? [paste.contains]
            : []
  return {
    kind: paste.kind,
    ids,
    ...(paste.leftOut ? { leftOut: paste.leftOut } : {}),
    ...('environment' in paste && paste.environment !== undefined ? { environment: paste.environment } : {}),
    ...('seen' in paste && paste.seen !== undefined ? { seen: paste.seen } : {}),
  }
}

const holds = (rows: readonly Row[]) =>
  test.each(rows)('%s', (_, text, expected) => {
    const { kind: _kind, ...outcome } = outcomeOf(text)
    expect(outcome).toEqual(expected)
  })

const record = {
  id: A,
  profile_id: P,
  status: 'FAILED',
  source_transfer: { transfer_id: S, status: 'COMPLETED' },
  destination_transfer: { transfer_id: T, status: 'FAILED' },
  metadata: { my_id: B },
}
const ofRecord: Expected = { ids: [A], leftOut: [P, S, T, B] }
const json = JSON.stringify(record)
const pretty = JSON.stringify(record, null, 2)
/** As a mail program sends it: `=` is `=3D`, and no line is longer than 76 characters. */
const quotedPrintable = (text: string) =>
  text
    .replaceAll('=', '=3D')
    .split('\n')
    .map(line => line.replace(/.{60}(?=.)/g, part => `${part}=\r\n`))
    .join('\r\n')

describe('tables', () => {
  holds([
    ['Jira, heads in the first column', `||Source transfer|${S}|\n||Orchestration|${A}|`, { ids: [A], leftOut: [S] }],
    [
      'Markdown, names in the first column',
      `| Field | Value |\n|---|---|\n| Orchestration | ${A} |\n| Transfer | ${S} |`,
      { ids: [A], leftOut: [S] },
    ],
    [
      'psql, expanded',
      `-[ RECORD 1 ]-----------+-----\nid                      | ${A}\nprofile_id              | ${P}\nstatus                  | FAILED`,
      { ids: [A], leftOut: [P] },
    ],
    ['a title that looks like a head', `Orchestrations,April\nid,transfer\n${A},${S}`, { ids: [A], leftOut: [S] }],
    ['a head repeated', `id,profile\n${A},${P}\nid,profile\n${B},${P}`, { ids: [A, B], leftOut: [P] }],
    ['separators at the ends of rows', `id;profile\n${A};${P};\n${B};${P};;`, { ids: [A, B], leftOut: [P] }],
    [
      'a numbered table of Jira',
      `||#||Orchestration ID||Transfer||Amount||\n|1|${A}|${S}|100|\n|2|${B}|${T}|5|`,
      { ids: [A, B], leftOut: [S, T] },
    ],
    ['a column of abbreviations', `Orch ID\tTransfer\n${A}\t${S}`, { ids: [A], leftOut: [S] }],
    ['camelCase heads', `orchestrationId,sourceTransferId,profileID\n${A},${S},${P}`, { ids: [A], leftOut: [S, P] }],
    ['an order’s ID beside', `Order ID,Orchestration ID\n${B},${A}`, { ids: [A], leftOut: [B] }],
    [
      'IDs in the attributes of a table',
      `<table><tr><td data-row="${P}">Orchestration ${A}</td></tr></table>`,
      { ids: [P, A] },
    ],
    [
      'an export of Excel with a title row',
      `Stuck payouts\t\t\r\nSource transfer\tOrchestration\tAmount\r\n${S}\t${A}\t1,5\r\n`,
      { ids: [A], leftOut: [S] },
    ],
    ['Jira, double bars', `||Orchestration||Source transfer||\n|${A}|${S}|`, { ids: [A], leftOut: [S] }],
    [
      'Jira, the transfer first',
      `||Source transfer||Orchestration||\n|${S}|${A}|\n|${T}|${B}|`,
      { ids: [A, B], leftOut: [S, T] },
    ],
    [
      'Jira, with links in the cells',
      `||Orchestration||Source transfer||\n|[${A}|${link}]|[${S}|${host}/demo/transfers/${S}]|`,
      { ids: [A], leftOut: [S], environment: 'demo', seen },
    ],
    ['Jira, one column', `||Orchestration||\n|${A}|\n|${B}|`, { ids: [A, B] }],
    ['Jira, bold heads', `||*Orchestration ID*||*Profile*||\n|${A}|${P}|`, { ids: [A], leftOut: [P] }],
    [
      'Jira, a title line and a sentence behind',
      `h2. Stuck\n||Orchestration||Source transfer||\n|${A}|${S}|\n\nPlease check.`,
      { ids: [A], leftOut: [S] },
    ],
    [
      'sep= above a quoted table',
      `sep=;\n"Orchestration";"Source transfer"\n"${A}";"${S}"`,
      { ids: [A], leftOut: [S] },
    ],
    ['sep= with commas', `sep=,\r\n"Source transfer","Orchestration"\r\n"${S}","${A}"`, { ids: [A], leftOut: [S] }],
    [
      'a title above a quoted table',
      `Failed payouts, April\n"Orchestration","Source transfer"\n"${A}","${S}"\n"${B}","${T}"`,
      { ids: [A, B], leftOut: [S, T] },
    ],
    [
      'a title, an empty line and a table',
      `Export of 20 Apr 2026\n\nSource transfer;Orchestration\n${S};${A}`,
      { ids: [A], leftOut: [S] },
    ],
    ['a byte order mark and quotes', `\ufeff"id","profile_id"\r\n"${A}","${P}"\r\n`, { ids: [A], leftOut: [P] }],
    [
      'a quoted cell over two lines',
      `id,note,profile_id\n${A},"first\nsecond",${P}\n${B},"x",${P}`,
      { ids: [A, B], leftOut: [P] },
    ],
    ['tabs from Excel', `Orchestration\tSource transfer\tAmount\r\n${A}\t${S}\t100\r\n`, { ids: [A], leftOut: [S] }],
    [
      'tabs, the last cells empty',
      `Orchestration\tTransfer\tNote\n${A}\t${S}\t\n${B}\t${T}\t`,
      { ids: [A, B], leftOut: [S, T] },
    ],
    ['Markdown', `| Orchestration | Transfer |\n|:--|--:|\n| \`${A}\` | \`${S}\` |`, { ids: [A], leftOut: [S] }],
    ['Markdown without outer bars', `Transfer | Orchestration\n--- | ---\n${S} | ${A}`, { ids: [A], leftOut: [S] }],
    [
      'Markdown with links',
      `| id | profile |\n|--|--|\n| [${A}](${link}) | ${P} |`,
      { ids: [A], leftOut: [P], environment: 'demo', seen },
    ],
    [
      'psql',
      `                  id                  |              profile_id              | status\n--------------------------------------+--------------------------------------+--------\n ${A} | ${P} | FAILED\n(1 row)\n`,
      { ids: [A], leftOut: [P] },
    ],
    [
      'mysql',
      `+--+--+\n| orchestration_id | transfer_id |\n+--+--+\n| ${A} | ${S} |\n+--+--+\n1 row in set (0.00 sec)`,
      { ids: [A], leftOut: [S] },
    ],
    ['box drawing', `┌──┬──┐\n│ id │ profile_id │\n├──┼──┤\n│ ${A} │ ${P} │\n└──┴──┘`, { ids: [A], leftOut: [P] }],
    [
      'a terminal with spaces',
      `ORCHESTRATION                          TRANSFER   STATUS\n${A}   ${S}   FAILED`,
      { ids: [A], leftOut: [S] },
    ],
    [
      'HTML',
      `<table>\n<tr>\n <th>Orchestration</th>\n <th>Source transfer</th>\n</tr>\n<tr>\n <td>${A}</td>\n <td>${S}</td>\n</tr>\n</table>`,
      { ids: [A], leftOut: [S] },
    ],
    [
      'HTML of Outlook, quoted-printable',
      quotedPrintable(
        `<table class="MsoNormalTable"><tr><td><p class="MsoNormal"><b>Source transfer<o:p></o:p></b></p></td><td><p class="MsoNormal"><b>Orchestration<o:p></o:p></b></p></td></tr><tr><td style="border:none"><p class="MsoNormal">${S}<o:p></o:p></p></td><td><p class="MsoNormal"><a href="${link.replaceAll('&', '&amp;')}">${A}</a><o:p></o:p></p></td></tr></table>`,
      ),
      { ids: [A], leftOut: [S], environment: 'demo', seen },
    ],
    [
      'two orchestration columns',
      `Orchestration,Retry orchestration,Profile\n${A},${B},${P}`,
      { ids: [A, B], leftOut: [P] },
    ],
    ['a table of other names keeps its IDs', `order,payment\n${A},${B}`, { ids: [A, B] }],
    ['an unknown column beside an ID', `id,parent payment\n${A},${B}`, { ids: [A, B] }],
    ['prose with commas', `Hi team, orchestration\n${A}, ${B}`, { ids: [A, B] }],
    ['a row that contradicts the head', `id,profile_id\n${A},x\nx,${B}`, { ids: [A, B] }],
    ['cells that have moved', `orchestration,memo,transfer\npaid, late,${A}\n${B},x,y`, { ids: [A, B] }],
    ['rows longer than the head', `id  profile_id\n0  ${A}  ${P}\n1  ${B}  ${P}`, { ids: [A, P, B] }],
    ['a list below the table', `orchestration,profile\n${A},${P}\n\nAnd also\n${B}`, { ids: [A, B], leftOut: [P] }],
    [
      'a table in a quoted mail',
      `> | Orchestration | Transfer |\n> |---|---|\n> | ${A} | ${S} |`,
      { ids: [A], leftOut: [S] },
    ],
    ['a vertical table', `Source transfer\t${S}\nOrchestration\t${A}\nStatus\tFAILED`, { ids: [A], leftOut: [S] }],
    [
      'a vertical table in HTML',
      `<tr><th>Source transfer</th><td>${S}</td></tr><tr><th>Orchestration</th><td>${A}</td></tr>`,
      { ids: [A], leftOut: [S] },
    ],
  ])
})

describe('prose and labels', () => {
  holds([
    ['a label and a dash', `Orchestration – ${A}\nTransfer → ${S}`, { ids: [A], leftOut: [S] }],
    ['labels between bars', `Orchestration: ${A} | Transfer: ${S}`, { ids: [A], leftOut: [S] }],
    ['Go', `{ID:${A} ProfileID:${P} SourceTransfer:{TransferID:${S}}}`, { ids: [A], leftOut: [P, S] }],
    ['PHP', `[id] => ${A}\n[profile_id] => ${P}`, { ids: [A], leftOut: [P] }],
    [
      'curl -v',
      `> GET /v2/orchestration/orchestrations/${A} HTTP/2\n< HTTP/2 200\n< x-request-id: ${P}\n{"id":"${A}","profile_id":"${B}"}`,
      { ids: [A], leftOut: [P, B] },
    ],
    [
      'a mail with its source',
      `Message-ID: <${P}@mail.example>\nContent-Type: multipart/alternative; boundary="Apple-Mail=_${B.toUpperCase()}"\n\n--Apple-Mail=_${B.toUpperCase()}\n\norchestration ${A} is late\n`,
      { ids: [A], leftOut: [P, B] },
    ],
    [
      'an HTML list',
      `<ul><li>Orchestration: <code>${A}</code></li><li>Transfer: <code>${S}</code></li></ul>`,
      { ids: [A], leftOut: [S] },
    ],
    [
      'an HTML definition list',
      `<dl><dt>Orchestration ID</dt><dd>${A}</dd><dt>Source transfer</dt><dd>${S}</dd></dl>`,
      { ids: [A], leftOut: [S] },
    ],
    ['remarks behind the IDs', `- ${A} – failed (transfer ${S})\n- ${B} – fine`, { ids: [A, S, B] }],
    [
      'a profile and its orchestrations',
      `The customer's profile: ${P}, orchestrations ${A} and ${B}`,
      { ids: [A, B], leftOut: [P] },
    ],
    ['a sentence above a list', `Customer asks about a transfer.\n${A}\n${B}`, { ids: [A, B] }],
    ['a sentence that ends in a colon', `Customer asks about these transfers:\n${A}\n${B}`, { ids: [A, B] }],
    ['a question above a list', `Which account is this?\n\n- ${A}\n- ${B}`, { ids: [A, B] }],
    ['a heading above a list', `Transfer\n${A}\n${B}`, { ids: [A, B] }],
    ['a numbered list', `Stuck transfers\n1. ${A}\n2. ${B}`, { ids: [A, B] }],
    ['labels without any orchestration', `Transfer ID: ${A}\n${B} is late too`, { ids: [A, B] }],
    ['a profile in prose', `profile ${P} asks about ${A}`, { ids: [P, A] }],
    ['an orchestration and its transfer', `Orchestration ${A} (transfer ${S}) failed`, { ids: [A], leftOut: [S] }],
    ['listed orchestrations', `orchestrations ${A}, ${B} and transfer ${S}`, { ids: [A, B], leftOut: [S] }],
    ['listed transfers', `transfers ${S}, ${T} belong to orchestration ${A}`, { ids: [A], leftOut: [S, T] }],
    ['keys and values', `Orchestration ID: ${A}\nSource transfer: ${S}\nProfile: ${P}`, { ids: [A], leftOut: [S, P] }],
    ['keys and values, bold', `**Orchestration ID:** ${A}\n**Profile:** ${P}`, { ids: [A], leftOut: [P] }],
    ['keys and values, Jira', `*Orchestration:* {{${A}}}\n*Transfer:* {{${S}}}`, { ids: [A], leftOut: [S] }],
    [
      'a page copied: names above values',
      `Orchestration ID\n${A}\nSource transfer\n${S}\nProfile\n${P}\n`,
      { ids: [A], leftOut: [S, P] },
    ],
    ['names above lists leave nothing out', `Orchestration\n${A}\nTransfer\n${S}\n${T}`, { ids: [A, S, T] }],
    [
      'a Zendesk ticket',
      `#48211 | Open\nRequester: Jo\nRequest ID: ${P}\n\nHi, orchestration ${A} hasn't arrived.\n--\nJo`,
      { ids: [A], leftOut: [P] },
    ],
    [
      'a quoted mail',
      `On Mon, Jo wrote:\n> see orchestration ${A}\n>> transfer ${S}\nThanks`,
      { ids: [A], leftOut: [S] },
    ],
    ['logfmt', `level=error orchestration_id=${A} profile_id=${P} msg="failed"`, { ids: [A], leftOut: [P] }],
    ['YAML', `id: ${A}\nprofile_id: ${P}\nsource_transfer:\n  transfer_id: ${S}\n`, { ids: [A], leftOut: [P, S] }],
    ['a person’s ID label leaves nothing out', `My ID: ${A}, transfer ID: ${B}`, { ids: [A, B] }],
    ['Java', `Orchestration(id=${A}, profileId=${P})`, { ids: [A], leftOut: [P] }],
    ['Ruby', `{:id=>"${A}", :profile_id=>"${P}"}`, { ids: [A], leftOut: [P] }],
    ['environment variables', `ORCHESTRATION_ID=${A}\nTRANSFER_ID=${S}`, { ids: [A], leftOut: [S] }],
    ['XML', `<orchestrationId>${A}</orchestrationId><transferId>${S}</transferId>`, { ids: [A], leftOut: [S] }],
    ['an API path', `GET /v2/orchestration/orchestrations/${A} 404 x-request-id: ${P}`, { ids: [A], leftOut: [P] }],
    ['a path below a profile', `/profiles/${P}/orchestrations/${A}`, { ids: [A], leftOut: [P] }],
    ['an ID named twice', `orchestration ${A}, transfer ${S}. ${S} is late.`, { ids: [A, S] }],
    ['a list in which one is glued', `${A}\norder-${B}-retry\nORD-77`, { ids: [A, B] }],
  ])
})

describe('a list below any words is looked up whole', () => {
  const words = [
    'Customer asks about a transfer.',
    'Transfer',
    'Account ID:',
    'Which profile?',
    'Subject: transfer',
    '**Source transfer**',
    'h3. Events',
    '# Requests',
    'Orchestration rule',
    'Orchestrations',
    'Orchestration ID:',
    'id:',
    '(destination)',
  ]
  const listed: readonly (readonly [name: string, write: (ids: readonly string[]) => string])[] = [
    ['lines', ids => ids.join('\n')],
    ['dashes', ids => ids.map(id => `- ${id}`).join('\n')],
    ['bullets', ids => ids.map(id => `• ${id}`).join('\n')],
    ['numbers', ids => ids.map((id, index) => `${index + 1}. ${id}`).join('\n')],
    ['an indent', ids => ids.map(id => `\t${id}`).join('\n')],
    ['a quoted mail', ids => ids.map(id => `> ${id}`).join('\n')],
    ['code', ids => ids.map(id => `\`${id}\``).join('\n')],
    ['commas', ids => ids.join(', ')],
    ['spaces', ids => ids.join(' ')],
    ['"and"', ids => ids.join(' and ')],
    ['HTML', ids => ids.map(id => `<li>${id}</li>`).join('')],
    ['cells', ids => ids.map(id => `|${id}|`).join('\n')],
  ]
  test.each(listed)('in %s', (_, write) => {
    for (const word of words)
      for (const between of ['\n', '\n\n', ' ', ': '])
        for (const ids of [
          [A, B],
          [A, B, S],
        ])
          expect(outcomeOf(word + between + write(ids))).toEqual({ kind: 'several', ids })
  })
})

describe('records in any layer are one orchestration', () => {
  holds([
    ['Python with UUID()', `{'id': UUID('${A}'), 'profile_id': UUID('${P}')}`, { ids: [A], leftOut: [P] }],
    [
      'a record that names its kind',
      JSON.stringify({ id: A, object: 'orchestration', profile_id: P }),
      { ids: [A], leftOut: [P] },
    ],
    [
      'an event by type',
      JSON.stringify({ id: B, type: 'orchestration.failed', data: { id: A, profile_id: P } }),
      { ids: [A], leftOut: [B, P] },
    ],
    [
      'an event that names its object',
      JSON.stringify({ id: B, object_type: 'orchestration', object_id: A }),
      { ids: [A], leftOut: [B] },
    ],
    [
      'a transfer that holds its orchestration',
      JSON.stringify({ id: S, orchestration: { id: A }, profile_id: P }),
      { ids: [A], leftOut: [S, P] },
    ],
    [
      'a profile that holds orchestrations',
      JSON.stringify({ id: P, orchestrations: [{ id: A }, { id: B }] }),
      { ids: [A, B], leftOut: [P] },
    ],
    [
      'a page of events',
      JSON.stringify({
        items: [
          { id: S, type: 'orchestration.failed', object: { id: A } },
          { id: T, type: 'orchestration.completed', object: { id: B } },
        ],
      }),
      { ids: [A, B], leftOut: [S, T] },
    ],
    ['another system’s record', JSON.stringify({ id: B, paxos_orchestration_id: A }), { ids: [A], leftOut: [B] }],
    ['JSON with &#x27; and single quotes', json.replaceAll('"', '&#x27;'), ofRecord],
    ['JSON in a curl command', `curl -d '${json}' https://hooks.example`, ofRecord],
    [
      'JSON in a quoted-printable, HTML mail',
      quotedPrintable(`<pre>${pretty.replaceAll('"', '&quot;')}</pre>`),
      ofRecord,
    ],
    ['JSON', json, ofRecord],
    ['JSON with indents', pretty, ofRecord],
    ['JSON in a Markdown fence', `\`\`\`json\n${pretty}\n\`\`\``, ofRecord],
    ['JSON in a quoted mail', pretty.replace(/^/gm, '> '), ofRecord],
    ['a string of JSON', JSON.stringify(json), ofRecord],
    ['JSON in JSON', JSON.stringify({ body: json }), ofRecord],
    ['a record as a log’s message', JSON.stringify({ level: 'info', message: json }), ofRecord],
    ['a record behind words in a log’s message', JSON.stringify({ msg: `Paxos answered ${json}` }), ofRecord],
    ['a record as a queue’s event', `{"event":${json}}`, ofRecord],
    ['a record as a laid out request', JSON.stringify({ request: pretty }, null, 2), ofRecord],
    ['JSON in JSON in JSON', JSON.stringify({ log: JSON.stringify({ body: json }) }), ofRecord],
    ['JSON four strings deep', JSON.stringify(JSON.stringify(JSON.stringify(json))), ofRecord],
    ['with &quot;', json.replaceAll('"', '&quot;'), ofRecord],
    ['with &quot;, twice', json.replaceAll('"', '&amp;quot;'), ofRecord],
    ['with &#34;', pretty.replaceAll('"', '&#34;'), ofRecord],
    ['with &#x22;', json.replaceAll('"', '&#x22;'), ofRecord],
    ['nginx, \\x22', json.replaceAll('"', '\\x22'), ofRecord],
    ['percent-encoded', encode(json), ofRecord],
    ['percent-encoded twice', encode(encode(json)), ofRecord],
    ['\\u0022', json.replaceAll('"', '\\u0022'), ofRecord],
    ['quoted-printable', quotedPrintable(pretty), ofRecord],
    ['Markdown-escaped', pretty.replace(/[_{}[\]"-]/g, '\\$&'), ofRecord],
    ['in a form', `payload=${encode(json)}&x=1`, ofRecord],
    [
      'behind the headers of curl -i',
      `HTTP/2 200\r\ncontent-type: application/json\r\nx-request-id: ${'0a1b2c3d-0000-4000-8000-000000000001'}\r\n\r\n${json}`,
      { ids: [A], leftOut: ['0a1b2c3d-0000-4000-8000-000000000001', P, S, T, B] },
    ],
    ['cut off', pretty.slice(0, -6), ofRecord],
    ['Python', json.replaceAll('"', "'"), ofRecord],
    [
      'camelCase',
      JSON.stringify({ id: A, profileId: P, sourceTransfer: { transferId: S } }),
      { ids: [A], leftOut: [P, S] },
    ],
    [
      'GraphQL',
      JSON.stringify({ data: { orchestration: { id: A, sourceTransfer: { id: S }, rule: { id: P } } } }),
      { ids: [A], leftOut: [S, P] },
    ],
    [
      'a webhook',
      JSON.stringify({ id: B, type: 'orchestration.failed', object: { id: A, profile_id: P } }),
      { ids: [A], leftOut: [B, P] },
    ],
    [
      'a transfer of an orchestration',
      JSON.stringify({ id: S, orchestration_id: A, profile_id: P }),
      { ids: [A], leftOut: [S, P] },
    ],
    [
      'an event without its record',
      JSON.stringify({ id: B, type: 'orchestration.failed', object_type: 'orchestration', orchestration_id: A }),
      { ids: [A], leftOut: [B] },
    ],
    [
      'a list',
      JSON.stringify({
        items: [
          { id: A, profile_id: P },
          { id: B, profile_id: P },
        ],
      }),
      { ids: [A, B], leftOut: [P] },
    ],
    [
      'arrays of IDs',
      JSON.stringify({ orchestration_ids: [A, B], transfer_ids: [S, T] }),
      { ids: [A, B], leftOut: [S, T] },
    ],
    [
      'lines of JSON',
      `${JSON.stringify({ id: A, profile_id: P })}\n${JSON.stringify({ id: B, profile_id: P })}`,
      { ids: [A, B], leftOut: [P] },
    ],
    [
      'a Slack export',
      JSON.stringify({ text: `orchestration ${A} failed`, client_msg_id: P }),
      { ids: [A], leftOut: [P] },
    ],
    ['a message that says nothing about its ID', JSON.stringify({ text: A, client_msg_id: P }), { ids: [A, P] }],
    [
      'a record and an event',
      `${json}\n${JSON.stringify({ id: S, type: 'orchestration.failed', object: { id: B } })}`,
      { ids: [A, B], leftOut: [P, S, T] },
    ],
    ['a log line', `2026-04-20T12:30:01Z ERROR [${P}] response: ${json}`, { ids: [P, A], leftOut: [S, T, B] }],
    ['docker', JSON.stringify({ log: `${json}\n`, stream: 'stderr' }), ofRecord],
    [
      'terminal colours',
      `\u001b[1;39m{\u001b[0m\u001b[34;1m"id"\u001b[0m: \u001b[0;32m"${A}"\u001b[0m, \u001b[34;1m"profile_id"\u001b[0m: \u001b[0;32m"${P}"\u001b[0m}`,
      { ids: [A], leftOut: [P] },
    ],
    [
      'an nginx log',
      `10.0.0.1 - - [20/Apr/2026:12:30:01 +0000] "POST /hook HTTP/1.1" 200 0 "-" body="{\\x22id\\x22:\\x22${A}\\x22,\\x22profile_id\\x22:\\x22${P}\\x22}"`,
      { ids: [A], leftOut: [P] },
    ],
  ])
})

describe('encoded IDs', () => {
  holds([
    ['quoted-printable =3D', `id=3D${A}`, { ids: [A] }],
    ['quoted-printable, an ID that goes on in digits', `id=3D${B}`, { ids: [B] }],
    ['quoted-printable dashes', A.replaceAll('-', '=2D'), { ids: [A] }],
    ['a soft line break', `the id is ${A.slice(0, 11)}=\r\n${A.slice(11)} today`, { ids: [A] }],
    ['a soft line break behind it', `x=3D${A}=\r\n is late, and=\r\n ${B}`, { ids: [A, B] }],
    ['\\x22', `\\x22${A}\\x22`, { ids: [A] }],
    ['\\x2d', A.replaceAll('-', '\\x2d'), { ids: [A] }],
    ['octal \\055', A.replaceAll('-', '\\055'), { ids: [A] }],
    ['octal \\042', `{\\042id\\042:\\042${A}\\042}`, { ids: [A] }],
    ['octal line breaks, as syslog writes them', `${A}\\012${B}\\015\\012`, { ids: [A, B] }],
    [
      'a path whose folder begins as an octal escape',
      `C:\\dumps\\05511111${A.slice(8)}`,
      { ids: [`05511111${A.slice(8)}`] },
    ],
    ['Markdown \\-', A.replaceAll('-', '\\-'), { ids: [A] }],
    ['\\u002d', A.replaceAll('-', '\\u002d'), { ids: [A] }],
    ['\\u002D in JSON', JSON.stringify({ id: A }).replaceAll('-', '\\u002D'), { ids: [A] }],
    ['\\u{2d}', A.replaceAll('-', '\\u{2d}'), { ids: [A] }],
    ['Proofpoint -2D', A.replaceAll('-', '-2D'), { ids: [A] }],
    ['look-alike dashes in quoted-printable', A.replaceAll('-', '=E2=80=91'), { ids: [A] }],
    ['%2D', A.replaceAll('-', '%2D'), { ids: [A] }],
    ['%2d, lower case', A.replaceAll('-', '%2d'), { ids: [A] }],
    ['%252D', A.replaceAll('-', '%252D'), { ids: [A] }],
    ['four times', A.replaceAll('-', '%2525252D'), { ids: [A] }],
    ['%u002D', A.replaceAll('-', '%u002D'), { ids: [A] }],
    ['in an address, an ID that looks like an escape', `?id=${B.replaceAll('-', '%2D')}`, { ids: [B] }],
    ['&#45;', A.replaceAll('-', '&#45;'), { ids: [A] }],
    ['&#x2d;', A.replaceAll('-', '&#x2d;'), { ids: [A] }],
    ['&amp;#45;', A.replaceAll('-', '&amp;#45;'), { ids: [A] }],
    ['&hyphen;', A.replaceAll('-', '&hyphen;'), { ids: [A] }],
    ['&shy; inside', `${A.slice(0, 13)}&shy;${A.slice(13)}`, { ids: [A] }],
    ['&#8203; inside', `${A.slice(0, 13)}&#8203;${A.slice(13)}`, { ids: [A] }],
    ['%E2%80%8B inside', `${A.slice(0, 13)}%E2%80%8B${A.slice(13)}`, { ids: [A] }],
    ['non-breaking hyphens, percent-encoded', A.replaceAll('-', '%E2%80%91'), { ids: [A] }],
    ['every character', [...A].map(character => `&#${character.charCodeAt(0)};`).join(''), { ids: [A] }],
    [
      'every character in hexadecimal',
      [...A].map(character => `&#x${character.charCodeAt(0).toString(16)};`).join(''),
      { ids: [A] },
    ],
    [
      'every character as \\u',
      [...A].map(character => `\\u00${character.charCodeAt(0).toString(16)}`).join(''),
      { ids: [A] },
    ],
    [
      'every character as %',
      [...A].map(character => `%${character.charCodeAt(0).toString(16)}`).join(''),
      { ids: [A] },
    ],
    [
      'a path of Windows',
      `C:\\logs\\${'b5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'}.json`,
      { ids: ['b5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'] },
    ],
    ['a per cent sign before it', `100%${B}`, { ids: [B] }],
    ['an equals sign before it', `id=${B}=\n${A}`, { ids: [B, A] }],
    ['line breaks in JSON', `"first:\\n${A}\\nsecond:\\n${B}"`, { ids: [A, B] }],
    ['<wbr>', `<b>ID</b> ${A.slice(0, 9)}<wbr>${A.slice(9)}`, { ids: [A] }],
    [
      'entities in a quoted-printable mail',
      quotedPrintable(`<p>id&#61;${A.replaceAll('-', '&#45;')}</p>`),
      { ids: [A] },
    ],
  ])
})

describe('wrapped links keep environment and seen', () => {
  const safe = (url: string) =>
    `https://nam02.safelinks.protection.outlook.com/?url=${encode(url)}&data=05%7C02%7Cjo%40example.com%7C84df9e7fe9f640afb43508dc2a1a9b11%7C1%7C0&sdata=abc%3D&reserved=0`
  const proofpoint2 = (url: string) =>
    `https://urldefense.proofpoint.com/v2/url?u=${encode(url).replaceAll('-', '%2D').replaceAll('%2F', '_').replaceAll('~', '%7E').replaceAll('%', '-')}&d=DwMFaQ&c=x&r=y&m=z&s=w&e=`
  const one: Expected = { ids: [A], environment: 'demo', seen }
  const batch = `${host}/demo/orchestrations?id=${A},${B}`
  const both: Expected = { ids: [A, B], environment: 'demo' }
  holds([
    ['as it is', link, one],
    ['Outlook', safe(link), one],
    ['Outlook, in a sentence', `Please see ${safe(link)}. Thanks`, one],
    ['Outlook in HTML', `<a href="${safe(link).replaceAll('&', '&amp;')}">the payment</a>`, one],
    [
      'Outlook in a quoted-printable mail',
      quotedPrintable(`<a href="${safe(link).replaceAll('&', '&amp;')}">the payment</a>`),
      one,
    ],
    ['Outlook as plain text beside its address', `the payment<${safe(link)}>`, one],
    ['Outlook around Proofpoint', safe(proofpoint2(link)), one],
    [
      'Teams',
      `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${encode(link)}&locale=en-us&dest=https%3A%2F%2Fteams.microsoft.com%2Fapi&wau=https%3A%2F%2Feur03.safelinks.protection.outlook.com`,
      one,
    ],
    ['Proofpoint 2', proofpoint2(link), one],
    ['Proofpoint 3', `https://urldefense.com/v3/__${link}__;!!ABC!xyz$`, one],
    [
      'Proofpoint 3 with replaced characters',
      `https://urldefense.com/v3/__${link.replace('~', '*')}__;fg!!ABC!xyz$`,
      one,
    ],
    [
      'Proofpoint 3 with runs',
      `https://urldefense.us/v3/__${link.replace('?', '*').replace('~', '*')}__;P34!!ABC!xyz$`,
      one,
    ],
    ['Barracuda', `https://linkprotect.cudasvc.com/url?a=${encode(link)}&c=E,1,abc&typo=1`, one],
    ['Google', `https://www.google.com/url?q=${encode(link)}&sa=D&source=editors&ust=1&usg=x`, one],
    ['Google, not escaped', `https://www.google.com/url?q=${link}&sa=D&ust=1`, one],
    ['Slack’s redirect', `https://slack-redir.net/link?url=${encode(link)}`, one],
    ['Cisco', `https://secure-web.cisco.com/1abc-d/${encode(link)}`, one],
    ['Amazon SES', `https://abc.r.eu-west-1.awstrack.me/L0/${encode(link)}/1/0102abc/x=`, one],
    [
      'FireEye, with a GUID of its own',
      `https://protect2.fireeye.com/v1/url?k=1&q=1&e=${P}&u=${encode(link)}`,
      { ...one, leftOut: [P] },
    ],
    [
      'Trend Micro, with a GUID of its own',
      `https://eu.imp.trendmicro.com/wis/clicktime/v1/query?url=${encode(link)}&umid=${P}&auth=abc`,
      { ...one, leftOut: [P] },
    ],
    [
      'Sophos, base64',
      `https://eu-west-1.protection.sophos.com/?d=ops.example&u=${Buffer.from(link).toString('base64')}&i=abc`,
      one,
    ],
    ['LinkedIn', `https://www.linkedin.com/redir/redirect?url=${encode(link)}&urlhash=x`, one],
    ['encoded once', encode(link), one],
    ['encoded twice', encode(encode(link)), one],
    ['encoded three times', encode(encode(encode(link))), one],
    ['Slack', `<${link}|Failed at the destination transfer>`, one],
    ['Slack, in a sentence', `see <${link}|open> please`, one],
    ['Slack, the ID as text', `<${link}|${A}>`, one],
    ['Markdown', `[open](${link})`, one],
    ['Jira', `[open|${link}]`, one],
    ['Jira, smart link', `[${link}|${link}|smart-link]`, one],
    ['HTML', `<a href="${link}">${A}</a>`, one],
    ['JSON', JSON.stringify({ url: link }), one],
    ['JSON with escaped slashes', JSON.stringify({ url: link }).replaceAll('/', '\\/'), one],
    ['a quoted-printable link', quotedPrintable(`Open ${link} now`), one],
    ['another host', link.replace(host, 'https://desk.other.example'), one],
    ['an at sign of Windows', `URL=${link}`, one],
    ['a batch link', batch, both],
    ['a batch link, wrapped by Outlook', safe(batch), both],
    ['a batch link, wrapped by Proofpoint', proofpoint2(batch), both],
    ['a batch link, wrapped by Google and not escaped', `https://www.google.com/url?q=${batch}&sa=D`, both],
    ['a batch link in a sentence', `See ${batch}, please`, both],
    ['a batch link of another host', batch.replace(host, 'https://desk.other.example'), both],
    ['a batch link broken in a mail', `> ${batch.replace(',', ',\n> ')}`, both],
    ['a batch link of two parameters', `${host}/demo/orchestrations?id=${A}&id=${B}`, both],
    ['a batch link with references', safe(`${batch}&ref=ORD-77`), both],
    ['a lookup link', `${host}/demo/lookup?q=${A}`, { ids: [A], environment: 'demo' }],
    ['a lookup link, wrapped', safe(`${host}/demo/lookup?q=${A}`), { ids: [A], environment: 'demo' }],
    ['a lookup link in a sentence', `see ${host}/demo/lookup?q=${A} and call`, { ids: [A], environment: 'demo' }],
    [
      'a lookup link of another host',
      `https://desk.other.example/demo/lookup?q=${encode(`ticket ${A}`)}`,
      { ids: [A], environment: 'demo' },
    ],
    ['a link of the lookup page', `see ${host}/demo?q=${A}`, { ids: [A], environment: 'demo' }],
    ['a lookup link without environment', `${host}/lookup?q=${A}`, { ids: [A] }],
    ['a transfer’s link, wrapped', safe(`${host}/demo/transfers/${S}`), { ids: [S], environment: 'demo' }],
    [
      'a sign-in’s return path',
      `${host}/auth/login?rd=${encode(`/demo/orchestrations/${A}`)}`,
      { ids: [A], environment: 'demo' },
    ],
    ['links of one environment', `${link}\n${safe(link.replace(A, B))}`, both],
  ])
})

describe('tails', () => {
  const tails = [
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    ')',
    ').',
    ']',
    '>',
    '"',
    "'",
    '”',
    '»',
    '**',
    '`',
    '\\',
    '…',
    '</a>',
    '</p>',
    '&quot;',
    '&gt;',
    '%22',
    '%3E',
    '%20',
    '%0A',
    '\u200b',
    '=20',
    '_',
    '|open>',
    '](x)',
    '}}',
    ');',
  ]
  test.each(tails)('%j behind a link with seen, in a path and in a list', tail => {
    expect(outcomeOf(`${link}${tail}`)).toMatchObject({ ids: [A], environment: 'demo', seen })
    expect(outcomeOf(`${host}/demo/orchestrations/${A}${tail === '_' ? '' : tail}`)).toMatchObject({
      ids: [A],
      environment: 'demo',
    })
    expect(outcomeOf(`${host}/demo/orchestrations?id=${A},${B}${tail === '_' ? '' : tail}`)).toMatchObject({
      ids: [A, B],
      environment: 'demo',
    })
    expect(outcomeOf(`see ${host}/demo/orchestrations?id=${A},${B}${tail === '_' ? '' : tail} now`)).toMatchObject({
      ids: [A, B],
      environment: 'demo',
    })
  })
})
