/** Links to several environments in one paste: each ID is looked up in its own, or named with the one it is in. */
import { describe, expect, test } from 'vitest'
import { readPaste } from './paste.ts'

const A = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const B = '6506ad35-cad8-440f-b247-c4ec092c96fe'
const C = '35e3d34d-5552-4185-9583-d6b2856291c0'
const seen = 'FAILED~20260420T123410Z'
const link = (environment: string, id: string, page = 'orchestrations') =>
  `https://ops.example/${environment}/${page}/${id}`
const list = (environment: string, ...ids: readonly string[]) =>
  `https://ops.example/${environment}/orchestrations?id=${ids.join(',')}`

/** What is looked up, as "environment id", and what is named beside; a reader in Sandbox. */
function outcomeOf(text: string) {
  const paste = readPaste(text, {
    origin: 'https://ops.example',
    environments: ['production', 'sandbox', 'demo'],
    environment: 'sandbox',
  })
  const environment = 'environment' in paste && paste.environment !== undefined ? paste.environment : 'sandbox'
  const ids = paste.kind === 'several' ? paste.ids.map(({ id }) => id) : 'id' in paste ? [paste.id] : []
  return {
    used: ids.map(id => `${environment} ${id}`),
    elsewhere: (paste.elsewhere ?? []).map(one => `${one.environment} ${one.id}`),
    leftOut: paste.leftOut ?? [],
  }
}

type Row = readonly [name: string, text: string, used: readonly string[], elsewhere: readonly string[]]
const rows: readonly Row[] = [
  [
    'one link here, one elsewhere',
    `${link('production', A)}\n${link('sandbox', B)}`,
    [`sandbox ${B}`],
    [`production ${A}`],
  ],
  ['in the other order', `${link('sandbox', B)}\n${link('production', A)}`, [`sandbox ${B}`], [`production ${A}`]],
  [
    'none of them here: the first one counts',
    `${link('production', A)}, ${link('demo', B)} and ${link('production', C)}`,
    [`production ${A}`, `production ${C}`],
    [`demo ${B}`],
  ],
  [
    'a link elsewhere and an ID without a link',
    `${link('production', A)}\n${B}`,
    [`sandbox ${B}`],
    [`production ${A}`],
  ],
  [
    'three environments',
    `${link('demo', A)} ${link('sandbox', B)} ${link('production', C)}`,
    [`sandbox ${B}`],
    [`demo ${A}`, `production ${C}`],
  ],
  [
    'the same ID in two environments',
    `${link('production', A)} or ${link('sandbox', A)}?`,
    [`sandbox ${A}`],
    [`production ${A}`],
  ],
  [
    'two lists',
    `${list('production', A, B)}\n${list('sandbox', C)}`,
    [`sandbox ${C}`],
    [`production ${A}`, `production ${B}`],
  ],
  [
    'a list and a link',
    `${list('production', A, B)} see also ${link('demo', C)}`,
    [`production ${A}`, `production ${B}`],
    [`demo ${C}`],
  ],
  [
    'Paxos’s own and ours',
    `https://dashboard.paxos.com/x/${A}\n${link('sandbox', B)}`,
    [`sandbox ${B}`],
    [`production ${A}`],
  ],
  [
    'wrapped by a mail filter',
    `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(link('production', A))}&data=05\n${link('sandbox', B)}`,
    [`sandbox ${B}`],
    [`production ${A}`],
  ],
  [
    'Slack and Markdown',
    `<${link('production', A)}|${A.slice(0, 8)}> and [${B}](${link('demo', B)})`,
    [`production ${A}`],
    [`demo ${B}`],
  ],
  [
    'an address and its text',
    `[${A}](${link('production', A)})\n${link('sandbox', B)}`,
    [`sandbox ${B}`],
    [`production ${A}`],
  ],
  [
    'a transfer left out beside an orchestration',
    `${link('sandbox', A)} moved by ${link('production', B, 'transfers')}`,
    [`sandbox ${A}`],
    [`production ${B}`],
  ],
]

describe('links to several environments', () => {
  test.each(rows)('%s', (_, text, used, elsewhere) => {
    expect(outcomeOf(text)).toEqual({ used, elsewhere, leftOut: [] })
  })

  test('keep the page and what their sharer saw', () => {
    const text = `${link('production', A)}?seen=${seen}\n${link('demo', B, 'transfers')}\n${link('sandbox', C)}`
    const { elsewhere } = readPaste(text, {
      environments: ['production', 'sandbox', 'demo'],
      environment: 'sandbox',
    })
    expect(elsewhere).toEqual([
      { environment: 'production', page: 'orchestration', id: A, seen },
      { environment: 'demo', page: 'transfer', id: B },
    ])
  })

  test('that are not set up here are looked up here, and the page says so', () => {
    const paste = readPaste(`${link('production', A)}\n${link('sandbox', B)}`, {
      environments: ['sandbox', 'demo'],
      environment: 'sandbox',
    })
    expect(paste).toMatchObject({
      kind: 'several',
      notes: ["This link is for Production, which isn't set up here. Looking in Sandbox instead."],
    })
    expect(paste).not.toHaveProperty('elsewhere')
  })
})
