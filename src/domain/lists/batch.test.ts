import { describe, expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { mendAddress } from '../share/own-address.ts'
import { orchestrationOf } from '../testing/facts.ts'
import {
  type BatchRow,
  batchRows,
  batchSummary,
  bySeverity,
  type ChunkState,
  chunksOf,
  groupCounts,
  groupOf,
  idsToOpen,
  keepRows,
  openIds,
  stopsBatch,
} from './batch.ts'
import { maxInLink, readWanted, type Wanted, wantedOf, writeWanted } from './batch-address.ts'

const uuidOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
const idsUpTo = (count: number): Wanted[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'id', text: uuidOf(index), count: 1 }))
const read = (search: string) => readWanted(new URLSearchParams(search))

/** The status of a row, or what became of it instead. */
describe('the address', () => {
  it('carries ids and references, each with how often it was pasted', () => {
    const wanted = wantedOf([
      { id: uuidOf(1), count: 1 },
      { id: uuidOf(2), count: 3 },
      { id: 'order, 7/b&c', count: 2, isReference: true },
    ])
    const search = writeWanted(wanted)
    expect(search).toBe(`id=${uuidOf(1)},${uuidOf(2)}*3&ref=order%2C%207%2Fb%26c&ref=order%2C%207%2Fb%26c`)
    expect(read(search)).toEqual({ wanted, total: undefined, ignored: 0 })
  })

  it('written by hand it may repeat, shout and hold what is not an id', () => {
    expect(read(`id=${uuidOf(1)},%20${uuidOf(1).toUpperCase()},,order-1`)).toEqual({
      wanted: [
        { kind: 'id', text: uuidOf(1), count: 2 },
        { kind: 'reference', text: 'order-1', count: 1 },
      ],
      total: undefined,
      ignored: 1,
    })
  })

  it('keeps the punctuation of a reference at its end', () => {
    for (const text of ['ORD-77.', 'ORD (7)', '"7"', 'x**']) {
      const wanted = wantedOf([{ id: text, count: 1, isReference: true }])
      const address = `/demo/orchestrations?${writeWanted(wanted)}`
      expect(mendAddress(address)).toEqual({ address, dropped: [] })
      expect(read(writeWanted(wanted))).toEqual({ wanted, total: undefined, ignored: 0 })
    }
  })

  it('may hold any number of ids', () => {
    expect(read(`id=${'a,'.repeat(300_000)}`)).toMatchObject({ wanted: [{ text: 'a', count: 9999 }] })
  })

  it('carries a hundred of more, and says of how many', () => {
    const search = writeWanted(idsUpTo(250))
    const { wanted, total } = read(search)
    expect([wanted.length, total]).toEqual([maxInLink, 250])
    expect(search.length).toBeLessThan(4000)
  })

  it('is never longer than an address may be', () => {
    const long = Array.from(
      { length: 100 },
      (_, index): Wanted => ({ kind: 'reference', text: `${index}${'é'.repeat(200)}`, count: 1 }),
    )
    expect(writeWanted(long).length).toBeLessThan(8100)
    expect(read(writeWanted(long)).total).toBe(100)
  })

  it('reads rubbish without throwing, a thousand at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('id', 'ref', 'of', 'x'), fc.string({ unit: 'binary' }))),
        entries => {
          for (const { text, count } of readWanted(entries).wanted) {
            expect(text).not.toBe('')
            expect(count).toBeGreaterThan(0)
          }
        },
      ),
    )
    const many = Array.from({ length: 1100 }, (_, index) => `r${index}`).join(',')
    expect(read(`id=${many}`)).toMatchObject({ ignored: 100 })
    expect(read(`ref=${'r'.repeat(255)}&ref=${'r'.repeat(256)}`)).toMatchObject({ wanted: { length: 1 }, ignored: 1 })
  })
})

describe('chunksOf', () => {
  it('asks for a thousand ids in ten requests', () => {
    const chunks = chunksOf(idsUpTo(1000))
    expect(chunks.map(({ texts }) => texts.length)).toEqual(Array.from({ length: 10 }, () => 100))
  })

  it('counts the name of each value as well', () => {
    const wanted = Array.from({ length: 100 }, (_, index): Wanted => {
      return { kind: 'reference', text: String(index).padStart(70, 'r'), count: 1 }
    })
    expect(chunksOf(wanted).length).toBeGreaterThan(1)
  })

  it('asks for each exactly once, in requests that are short enough', () => {
    const any = fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('id' as const, 'reference' as const),
        text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        count: fc.constant(1),
      }),
      { maxLength: 300, selector: ({ kind, text }) => `${kind} ${text}` },
    )
    fc.assert(
      fc.property(any, wanted => {
        const chunks = chunksOf(wanted)
        const asked = chunks.flatMap(({ kind, texts }) => texts.map(text => `${kind} ${text}`))
        expect(asked.toSorted()).toEqual(wanted.map(({ kind, text }) => `${kind} ${text}`).toSorted())
        for (const { kind, texts } of chunks) {
          expect(texts.length).toBeLessThanOrEqual(100)
          const name = kind === 'id' ? 'orchestration_id' : 'ref_id'
          const query = texts.map(text => `&${name}=${encodeURIComponent(text)}`).join('')
          if (texts.length > 1) expect(query.length).toBeLessThanOrEqual(8000)
        }
      }),
      { numRuns: 40 },
    )
  })
})

const words = ['COMPLETED', 'FAILED', 'PROCESSING', 'PENDING', 'REJECTED', 'ON_HOLD']
const found = (index: number, status: string) => orchestrationOf({ id: uuidOf(index), status })
const answered = (
  all: ReturnType<typeof found>[],
  unchecked: [string, { code: 'upstream_timeout' } | undefined][] = [],
): ChunkState => ({
  kind: 'answered',
  answer: {
    found: new Map(all.map(one => [one.id ?? '', [one]])),
    unchecked: new Map(unchecked),
    readAt: '2026-04-20T12:00:00Z',
  },
})

describe('batchRows', () => {
  const wanted = idsUpTo(301)
  const chunks = chunksOf(wanted)
  const rows = batchRows(wanted, chunks, [
    answered([found(0, 'COMPLETED'), found(1, 'FAILED')], [[uuidOf(3), { code: 'upstream_timeout' }]]),
    { kind: 'failed', problem: { code: 'upstream_forbidden', scope: 'x' } },
    { kind: 'stopped', problem: { code: 'upstream_penalty' } },
    { kind: 'waiting' },
  ])
  const kind = (index: number) => rows[index]?.outcome.kind

  it('tells apart what was found, what is not there, and what nobody could or may see', () => {
    expect([0, 1, 2, 3, 100, 200, 300].map(kind)).toEqual([
      'found',
      'found',
      'not-found',
      'not-checked',
      'not-allowed',
      'not-checked',
      'waiting',
    ])
  })

  it('one bad chunk spoils no other', () => {
    expect(rows).toHaveLength(301)
    expect(batchSummary(rows)).toBe(
      "301 IDs: 1 failed, 1 completed, 97 not found, 100 not allowed, 101 couldn't be checked, 1 still to check",
    )
  })

  it.each([
    ['upstream_penalty', true],
    ['unreachable', true],
    ['unauthenticated', true],
    ['user_rate_limited', true],
    ['budget_exhausted', true],
    ['overloaded', true],
    ['upstream_credentials', true],
    ['offline', true],
    ['shutting_down', true],
    ['upstream_timeout', false],
    ['upstream_forbidden', false],
    ['bad_request', false],
  ] as const)('after %s the next is asked: %s', (code, stops) => expect(stopsBatch({ code })).toBe(stops))
})

describe('keepRows', () => {
  const wanted = idsUpTo(300)
  const chunks = chunksOf(wanted)
  const answer = (index: number): ChunkState => ({
    kind: 'answered',
    answer: {
      found: new Map(chunks[index]?.texts.map(text => [text, [orchestrationOf({ id: text, status: 'COMPLETED' })]])),
      unchecked: new Map(),
      readAt: '',
    },
  })
  const waiting: ChunkState = { kind: 'waiting' }
  const first = answer(0)
  const before = batchRows(wanted, chunks, [first, waiting, waiting])

  it('keeps every row that says the same, so that an answer draws its own hundred only', () => {
    const after = keepRows(before, batchRows(wanted, chunks, [first, answer(1), waiting]))
    expect(after.filter((row, index) => row !== before[index]).map(({ wanted: { text } }) => text)).toEqual(
      chunks[1]?.texts,
    )
    expect(after.map(groupOf).filter(one => one === 'COMPLETED')).toHaveLength(200)
  })

  it('is the very same list while nothing changed', () => {
    expect(keepRows(before, batchRows(wanted, chunks, [first, waiting, waiting]))).toBe(before)
  })

  it('takes what changed: another record, another problem, another list', () => {
    const again = batchRows(wanted, chunks, [answer(0), waiting, waiting])
    expect(keepRows(before, again)[0]).toBe(again[0])
    const failed = (code: 'offline' | 'unreachable'): ChunkState => ({ kind: 'failed', problem: { code } })
    const was = batchRows(wanted, chunks, [failed('offline')])
    const is = batchRows(wanted, chunks, [failed('unreachable')])
    expect(keepRows(was, is)[0]).toBe(is[0])
    const fewer = batchRows(wanted.slice(0, 5), chunks, [first])
    expect(keepRows(before, fewer)).toEqual(fewer)
    expect(keepRows([], before)).toEqual(before)
  })
})

it('goes through what was found and what was asked for as an id, in the order given', () => {
  const found = orchestrationOf({ id: uuidOf(9) })
  const rows: BatchRow[] = [
    { wanted: { kind: 'id', text: uuidOf(1), count: 1 }, outcome: { kind: 'not-found' } },
    { wanted: { kind: 'reference', text: 'order-1', count: 1 }, outcome: { kind: 'found', orchestrations: [found] } },
    { wanted: { kind: 'reference', text: 'order-2', count: 1 }, outcome: { kind: 'not-found' } },
    { wanted: { kind: 'id', text: uuidOf(2), count: 1 }, outcome: { kind: 'waiting' } },
  ]
  expect(idsToOpen(rows)).toEqual([uuidOf(1), uuidOf(9), uuidOf(2)])
})

describe('order and summary', () => {
  const wanted = idsUpTo(words.length + 1)
  const rows = batchRows(wanted, chunksOf(wanted), [answered(words.map((word, index) => found(index, word)))])

  it('the worst comes first, the rest in the order given', () => {
    expect(bySeverity(rows).map(groupOf)).toEqual([
      'FAILED',
      'REJECTED',
      'unknown',
      'not-found',
      'PENDING',
      'PROCESSING',
      'COMPLETED',
    ])
  })

  it('what may be a mistake or unknown comes before what is only on its way', () => {
    const refused = (code: 'upstream_forbidden' | 'upstream_timeout') =>
      [{ kind: 'failed', problem: { code } }] as const
    const [one] = idsUpTo(1)
    const only = (states: readonly ChunkState[]) => batchRows(one ? [one] : [], chunksOf(idsUpTo(1)), states)
    const mixed = [
      ...only([{ kind: 'waiting' }]),
      ...rows,
      ...only(refused('upstream_timeout')),
      ...only(refused('upstream_forbidden')),
    ]
    expect(bySeverity(mixed).map(groupOf).slice(3)).toEqual([
      'not-found',
      'not-allowed',
      'not-checked',
      'PENDING',
      'PROCESSING',
      'waiting',
      'COMPLETED',
    ])
  })

  it('is a permutation that keeps the order within a class', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...rows)), some => {
        const sorted = bySeverity(some)
        expect(sorted).toHaveLength(some.length)
        for (const one of rows) {
          const same = (list: readonly BatchRow[]) => list.filter(row => groupOf(row) === groupOf(one))
          expect(same(sorted)).toEqual(same(some))
        }
      }),
    )
  })

  it('says the summary as the product does', () => {
    const many = [
      ...Array.from({ length: 20 }, (_, index) => found(index, 'COMPLETED')),
      ...Array.from({ length: 3 }, (_, index) => found(20 + index, 'PROCESSING')),
      found(23, 'FAILED'),
      found(24, 'FAILED'),
    ]
    const ids = idsUpTo(27)
    const states = [answered(many, [[uuidOf(26), { code: 'upstream_timeout' }]])]
    expect(batchSummary(batchRows(ids, chunksOf(ids), states))).toBe(
      "27 IDs: 2 failed, 3 processing, 20 completed, 1 not found, 1 couldn't be checked",
    )
  })

  it('only what may still change is read again', () => {
    expect(openIds(rows)).toEqual([uuidOf(2), uuidOf(3), uuidOf(5)])
  })

  it('counts each group, the worst first', () => {
    expect(groupCounts(rows).map(({ count, counted }) => `${count} ${counted}`)).toEqual([
      '1 failed',
      '1 rejected',
      '1 with an unrecognised status',
      '1 awaiting approval',
      '1 processing',
      '1 completed',
      '1 not found',
    ])
    expect(groupCounts([])).toEqual([])
  })
})
