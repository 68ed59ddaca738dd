import { describe, expect, it, test } from 'vitest'
import type { Recent } from '#domain/lists/recents.ts'
import { commandOptions } from './command-options.ts'
import { actionsOf } from './keys.ts'

const id = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const other = '35e3d34d-5552-4185-9583-d6b2856291c0'
const here = { environment: 'sandbox', environments: ['production', 'sandbox'], origin: 'https://desk.example' }
const recent = (json: Partial<Recent>): Recent => ({
  environment: 'sandbox',
  id,
  status: 'FAILED',
  source_asset: 'USDC',
  destination_asset: 'USDG',
  looked_at: '2026-04-20T12:30:01Z',
  pinned: false,
  ...json,
})
const shown = (text: string, recents: readonly Recent[] = []) =>
  commandOptions(text, here, recents).map(({ title, options }) => [title, options.map(({ label }) => label)])
const first = (text: string) => commandOptions(text, here, [])[0]?.options[0]

describe('commandOptions', () => {
  it("offers the open page's actions first, in a fixed order, each with its key", () => {
    const actions = actionsOf(['t', 'mod+k', 'action print', 'c', '/', 'j'])
    const [group] = commandOptions('', here, [], actions)
    expect([group?.title, group?.options.map(({ label, note }) => [label, note])]).toEqual([
      'This page',
      [
        ['Copy for ticket', 'c'],
        ['Switch between UTC and local time', 't'],
        ['Print', undefined],
      ],
    ])
    expect(commandOptions('prin', here, [], actions)[0]?.options[0]).toMatchObject({ action: 'action print' })
  })

  it('lists pinned, recent and pages while nothing is typed, of this environment only', () => {
    const recents = [
      recent({}),
      recent({ id: other, pinned: true, status: 'COMPLETED' }),
      recent({ environment: 'production' }),
    ]
    expect(shown('', recents)).toEqual([
      ['Pinned', ['Completed']],
      ['Recent', ['Failed']],
      [
        'Pages',
        ['Look up an orchestration', 'Browse orchestrations', 'Rules', 'Failed orchestrations', 'Go to Production'],
      ],
    ])
  })

  test.each([
    ['an id', ` "${id.toUpperCase()}" `, { label: 'Look up', code: id }],
    ['several', `${id}\n${other}`, { label: 'Look up 2 in Sandbox' }],
    [
      'a link to another environment',
      `https://desk.example/production/orchestrations/${id}`,
      { label: 'Open the link', code: id, note: 'Production' },
    ],
    [
      'links to another environment',
      `https://desk.example/production/orchestrations/${id} https://desk.example/production/orchestrations/${other}`,
      { label: 'Look up 2 in Production' },
    ],
    [
      'a link to a list',
      'https://desk.example/production/rules?status=ACTIVE',
      { label: 'Open the link', code: '/production/rules?status=ACTIVE', note: 'Production' },
    ],
    ['a hash', `0x${'ab'.repeat(32)}`, { label: 'Look up the transaction' }],
    ['an almost-id', id.slice(1), { label: 'Look up', note: "isn't a complete ID" }],
    ['nothing but quotes', ' "" ', { label: 'Look up', code: '""' }],
    ['a reference', 'order-7731', { label: 'Look up the reference', code: 'order-7731' }],
  ])('says what %s is, and hands on the text as it was', (_name, text, option) => {
    expect(first(text)).toMatchObject({ ...option, lookup: text })
  })

  it('lists eight recent ones at most', () => {
    const recents = Array.from({ length: 9 }, (_, index) => recent({ id: `id-${index}` }))
    expect(shown('', recents)[0]).toEqual(['Recent', Array(8).fill('Failed')])
  })

  it('puts what a word names here before the word as a reference', () => {
    expect(shown('rul')).toEqual([
      ['Pages', ['Rules']],
      ['What you typed', ['Look up the reference']],
    ])
    expect(shown('usdg', [recent({})]).map(([title]) => title)).toEqual(['Recent', 'What you typed'])
    expect(shown(id, [recent({})]).map(([title]) => title)).toEqual(['What you typed', 'Recent'])
  })

  it('gives every option a key of its own', () => {
    const recents = [recent({}), recent({ id: other, pinned: true })]
    const keys = commandOptions('', here, recents).flatMap(({ options }) => options.map(({ key }) => key))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
