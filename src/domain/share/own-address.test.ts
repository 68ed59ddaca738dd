import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { droppedText, mendAddress } from './own-address.ts'

const A = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const B = '6506ad35-cad8-440f-b247-c4ec092c96fe'
const seen = 'FAILED~20260420T123410Z'
const one = `/demo/orchestrations/${A}`
const batch = `/demo/orchestrations?id=${A},${B}`

describe('an address that this product wrote stays as it is', () => {
  test.each([
    '/',
    '/demo',
    '/demo?q=ORD-77.',
    '/demo?q=a%26b',
    '/demo?ref_id=ORD%2077',
    one,
    `${one}?seen=${seen}`,
    '/demo/orchestrations/not-a-uuid',
    '/demo%2Frules',
    batch,
    `${batch}&of=300&sort=worst&show=failed%2Cprocessing`,
    `/demo/orchestrations?id=${A}*2,${B}&ref=ORD-77`,
    '/demo/orchestrations?status=FAILED&created_at.gte=2026-04-20T00%3A00%3A00Z',
    '/demo/orchestrations?ref=order(1)',
    '/demo/orchestrations?ref=ORD-77.&of=1',
    `/demo/rules/${A}`,
    '/demo/rules?status=ACTIVE',
    `/demo/transfers/${A}`,
    `/demo/lookup?q=${encodeURIComponent(`see "${A}".`)}`,
  ])('%s', address => {
    expect(mendAddress(address)).toEqual({ address, dropped: [] })
  })
})

describe('what mail and chat tools leave', () => {
  test.each([
    [`${one}.`, one, ['.']],
    [`${one}).`, one, [').']],
    [`${one}%22`, one, ['"']],
    [`${one}%3E`, one, ['>']],
    [`${one}%3C/a%3E`, one, ['</a>']],
    [`${one}</p>`, one, ['</p>']],
    [`${one}&quot;`, one, ['"']],
    [`${one}**`, one, ['**']],
    [`${one})`, one, [')']],
    [`${one}…`, one, ['…']],
    [`${one}%E2%80%A6`, one, ['…']],
    [`${one}|open%3E`, one, ['|open>']],
    [`${one}|open>`, one, ['|open>']],
    [`${one}%E2%80%8B`, one, ['\u200b']],
    [`${one}%20`, one, []],
    [`${one}%2520`, one, []],
    [`/demo/orchestrations/%22${A}%22`, one, ['"', '"']],
    [`${one}&amp;seen=${seen}`, `${one}?seen=${seen}`, []],
    [`${one}%3Fseen=${seen}`, `${one}?seen=${seen}`, []],
    [`${one}%3Fseen%3D${seen}.`, `${one}?seen=${seen}`, ['.']],
    [`${one}.?seen=${seen}`, `${one}?seen=${seen}`, ['.']],
    [`${one}?seen=${seen}.`, `${one}?seen=${seen}`, ['.']],
    [`${one}?seen=${seen})**`, `${one}?seen=${seen}`, [')**']],
    [`${one}?seen=${seen}%22`, `${one}?seen=${seen}`, ['"']],
    [`${one}?seen=${seen}%3E`, `${one}?seen=${seen}`, ['>']],
    [`${one}?seen=${seen}%20`, `${one}?seen=${seen}`, []],
    [`${one}?seen=${seen}|open%3E`, `${one}?seen=${seen}`, ['|open>']],
    [`${one}?seen=${seen}%3C/a%3E`, `${one}?seen=${seen}`, ['</a>']],
    [`${one}?seen=${seen.replace('~', '%257E')}`, `${one}?seen=${seen}`, []],
    [`${one}?amp;seen=${seen}`, `${one}?seen=${seen}`, []],
    [`${one}?utm_source=x&amp;amp;seen=${seen}`, `${one}?utm_source=x&seen=${seen}`, []],
    [`${one},${B}`, batch, []],
    [`/demo/orchestrations%2F${A}`, one, []],
    [`/demo/orchestrations%252F${A}).`, one, [').']],
    [`/demo/rules/${A}).`, `/demo/rules/${A}`, [').']],
    [`/demo/transfers/${A}%7D`, `/demo/transfers/${A}`, ['}']],
    [`${batch}.`, batch, ['.']],
    [`${batch}).`, batch, [').']],
    [`${batch}%22%3E`, batch, ['">']],
    [`${batch}&gt;`, batch, ['>']],
    [`${batch})`, batch, [')']],
    [`${batch}%22`, batch, ['"']],
    [`${batch}%3E`, batch, ['>']],
    [`${batch}%20`, batch, []],
    [`${batch}|open%3E`, batch, ['|open>']],
    [`${batch},`, batch, []],
    [`${batch}**`, batch, ['**']],
    [`${batch}*2.`, `${batch}*2`, ['.']],
    [`/demo/orchestrations?id=${A}&amp;id=${B}`, `/demo/orchestrations?id=${A}&id=${B}`, []],
    [`/demo/orchestrations?id=${A}&amp;amp;id=${B}.`, `/demo/orchestrations?id=${A}&id=${B}`, ['.']],
    [`/demo/orchestrations?id=%22${A}%22,%22${B}%22`, batch, ['"', '"', '"', '"']],
    [`/demo/orchestrations?id=${A};${B}`, batch, []],
    [`/demo/orchestrations?id=${A}%20${B}`, batch, []],
    [`/demo/orchestrations?id=${A}%252C${B}`, batch, []],
    [`/demo/orchestrations?id%3D${A}%2C${B}`, batch, []],
    [`/demo/orchestrations%3Fid%3D${A}%2C${B}`, batch, []],
    [`/demo/orchestrations?id=${A},ORD-77.`, `/demo/orchestrations?id=${A},ORD-77`, ['.']],
    ['/demo/orchestrations?ref=ORD-77).', '/demo/orchestrations?ref=ORD-77', [').']],
    ['/demo/orchestrations?status=FAILED.', '/demo/orchestrations?status=FAILED', ['.']],
    ['/demo/rules).', '/demo/rules', [').']],
    ['/demo.', '/demo', ['.']],
    ['/demo%22', '/demo', ['"']],
  ])('%s', (address, mended, dropped) => {
    expect(mendAddress(address)).toEqual({ address: mended, dropped })
  })

  test('text to look up stays, also at the end', () => {
    expect(mendAddress('/demo/lookup?q=ORD-77).').address).toBe('/demo/lookup?q=ORD-77).')
  })

  test('what was left out is said on one line', () => {
    expect(droppedText([])).toBeUndefined()
    expect(droppedText([').'])).toBe('Left out of the link: ")."')
    expect(droppedText(['.', `a\n\u202e${'x'.repeat(60)}`])).toBe(`Left out of the link: ".", "a ${'x'.repeat(37)}…"`)
  })
})

test('mending is idempotent, never throws, and keeps every ID of a batch', () => {
  const piece = fc.constantFrom(
    '/',
    '?',
    '&',
    '=',
    '%',
    'amp;',
    '&amp;',
    'id=',
    'seen=',
    seen,
    A,
    B,
    '.',
    ')',
    '"',
    '%22',
    '%3F',
    '%zz',
    ',',
    '*2',
    '<',
    '</a>',
    'ref=',
    'ORD-77',
    '#',
    ' ',
    '\ud800',
  )
  fc.assert(
    fc.property(
      fc.constantFrom('/demo/orchestrations', `${one}`, batch, '/demo', ''),
      fc.array(piece, { maxLength: 12 }),
      (start, pieces) => {
        const address = start + pieces.join('')
        const mended = mendAddress(address).address
        expect(mendAddress(mended).address).toBe(mended)
        // Letters behind an ID belong to it.
        if (start === batch && !/^[\w-]/.test(pieces.join(''))) for (const id of [A, B]) expect(mended).toContain(id)
      },
    ),
    { numRuns: 1000 },
  )
})
