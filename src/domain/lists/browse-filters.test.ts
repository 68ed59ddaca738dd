import { describe, expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import {
  type BrowseFilters,
  type Created,
  frozen,
  listNames,
  listQuery,
  noFilters,
  readFilters,
  type Span,
  spans,
  writeFilters,
} from './browse-filters.ts'
import { activeFilters, countText, createdText } from './filter-text.ts'

const read = (search: string) => readFilters(new URLSearchParams(search))
const now = Date.parse('2026-04-20T12:00:00Z')

const values = fc.uniqueArray(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter(text => text === text.trim() && !/\p{Cc}/u.test(text) && text !== ''),
  { maxLength: 5 },
)
const times = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())
const created: fc.Arbitrary<Created> = fc.oneof(
  fc.constant<Created>({ kind: 'any' }),
  fc.constantFrom(...(Object.keys(spans) as Span[])).map((span): Created => ({ kind: 'last', span })),
  fc
    .tuple(fc.option(times, { nil: undefined }), fc.option(times, { nil: undefined }))
    .filter(([from, to]) => from !== undefined || to !== undefined)
    .map(([from, to]): Created => ({ kind: 'between', from, to })),
)
const anyFilters: fc.Arbitrary<BrowseFilters> = fc.record({
  status: values,
  source_asset: values,
  destination_asset: values,
  orchestration_rule_id: values,
  profile_id: values,
  ref_id: values,
  created,
  order: fc.constantFrom('ASC' as const, 'DESC' as const),
  page_cursor: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,80}$/), { nil: undefined }),
})

describe('the address', () => {
  it('gives the same filters back', () => {
    fc.assert(
      fc.property(anyFilters, filters => {
        const search = new URLSearchParams(writeFilters(filters).map(([name, value]) => [name, value]))
        expect(readFilters(new URLSearchParams(search.toString()))).toEqual({ filters, ignored: [] })
      }),
    )
  })

  it('reads anything without throwing, and names what it left out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' })), { maxLength: 6 }), entries => {
        const { ignored } = readFilters(entries)
        const unknown = entries.filter(([name]) => !/^(created|order|page_cursor)/.test(name))
        const lists = new Set<string>(listNames)
        expect(ignored.length).toBeGreaterThanOrEqual(unknown.filter(([name]) => !lists.has(name)).length)
        for (const one of ignored) expect(one.length).toBeLessThan(130)
      }),
    )
  })

  it.each([
    ['status=FAILED&status=REJECTED', { status: ['FAILED', 'REJECTED'] }],
    ['status=FAILED&status=FAILED', { status: ['FAILED'] }],
    ['ref_id=a,b', { ref_id: ['a,b'] }],
    ['ref_id=%20a%20', { ref_id: ['a'] }],
    ['created=24h', { created: { kind: 'last', span: '24h' } }],
    ['order=ASC', { order: 'ASC' }],
    [
      'created=24h&created_at.gte=2026-04-20T00:00:00Z',
      { created: { kind: 'between', from: '2026-04-20T00:00:00Z', to: undefined } },
    ],
  ])('%s', (search, expected) => {
    expect(read(search)).toEqual({ filters: { ...noFilters, ...expected }, ignored: [] })
  })

  it.each([
    ['colour=red', ['colour=red']],
    ['created=2y', ['created=2y']],
    ['created=toString', ['created=toString']],
    ['created_at.gte=yesterday', ['created_at.gte=yesterday']],
    ['order=UP', ['order=UP']],
    ['page_cursor=%00', ['page_cursor=\0']],
    ['status=', ['status=']],
    [`x=${'y'.repeat(10_000)}`, [`x=${'y'.repeat(60)}…`]],
  ])('%.40s is left out and said', (search, ignored) => {
    expect(read(search)).toEqual({ filters: noFilters, ignored })
  })

  it('takes a hundred values of a filter and names the rest', () => {
    const search = Array.from({ length: 102 }, (_, index) => `ref_id=r${index}`).join('&')
    const { filters, ignored } = read(search)
    expect(filters.ref_id).toHaveLength(100)
    expect(ignored).toEqual(['ref_id=r100', 'ref_id=r101'])
  })
})

describe('a moving range', () => {
  it('is fixed at both ends in a link, at its beginning only for a cursor', () => {
    const last: Created = { kind: 'last', span: '24h' }
    expect(frozen(last, now)).toEqual({
      kind: 'between',
      from: '2026-04-19T12:00:00.000Z',
      to: '2026-04-20T12:00:00.000Z',
    })
    expect(frozen(last, now, { openEnded: true })).toMatchObject({ to: undefined })
  })

  it('asks Paxos for the same rows as the range it is fixed to', () => {
    fc.assert(
      fc.property(anyFilters, filters => {
        const fixed = { ...filters, created: frozen(filters.created, now, { openEnded: true }) }
        expect(listQuery(fixed, now + 5000, 100)).toEqual(listQuery(filters, now, 100))
      }),
    )
  })

  it('asks for all that was filtered by, and leaves a range that is fixed as it is', () => {
    const { filters } = read(
      'status=FAILED&ref_id=a&created_at.gte=2026-04-20T00:00:00Z&created_at.lt=2026-04-21T00:00:00Z&order=ASC&page_cursor=abc',
    )
    expect(JSON.parse(JSON.stringify(listQuery(filters, now, 100)))).toEqual({
      status: ['FAILED'],
      ref_id: ['a'],
      'created_at.gte': '2026-04-20T00:00:00Z',
      'created_at.lt': '2026-04-21T00:00:00Z',
      order: 'ASC',
      page_cursor: 'abc',
      limit: 100,
    })
    expect(frozen(filters.created, now)).toEqual(filters.created)
  })

  it('asks for nothing that was not filtered by', () => {
    expect(JSON.parse(JSON.stringify(listQuery(noFilters, now, 100)))).toEqual({ limit: 100 })
  })
})

describe('words', () => {
  it('say each filter, and what the list is without it', () => {
    const { filters } = read('status=FAILED&status=ON_HOLD&orchestration_rule_id=r1&created=7d&page_cursor=abc')
    const active = activeFilters(filters, id => (id === 'r1' ? 'Payouts' : id))
    expect(active.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Status: Failed, ON_HOLD (unrecognised)',
      'Rule: Payouts',
      'Created: last 7 days',
    ])
    expect(active[0]?.without).toEqual({ ...filters, status: [], page_cursor: undefined })
    expect(active[2]?.without.created).toEqual({ kind: 'any' })
  })

  it.each([
    [{ kind: 'any' }, undefined],
    [{ kind: 'last', span: '1h' }, 'last hour'],
    [{ kind: 'between', from: '2026-04-20T02:00:00+02:00', to: undefined }, 'from 2026-04-20 00:00:00 UTC'],
    [{ kind: 'between', from: undefined, to: '2026-04-20T00:00:00Z' }, 'before 2026-04-20 00:00:00 UTC'],
  ] satisfies [Created, string | undefined][])('%j', (range, words) => expect(createdText(range)).toBe(words))

  it('never count what nobody counted', () => {
    expect(countText(100, true)).toBe('First 100 shown')
    expect(countText(37, false)).toBe('All 37 shown')
    expect(countText(1, false)).toBe('1 shown')
    expect(countText(1000, true, { onFirstPage: false })).toBe('1,000 older shown')
    expect(countText(12, false, { onFirstPage: false })).toBe('Last 12 shown')
    expect(countText(100, true, { onFirstPage: false, newestFirst: false })).toBe('100 newer shown')
  })
})
