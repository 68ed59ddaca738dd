import { describe, expect, it } from 'vitest'
import { orchestrationOf } from '../testing/facts.ts'
import type { BatchRow } from './batch.ts'
import { changesText, dueTimes, takeDue } from './batch-live.ts'

const now = Date.parse('2026-04-20T12:40:00Z')
const row = (id: string, status: string, created_at = '2026-04-20T12:39:00Z'): BatchRow => ({
  wanted: { kind: 'id', text: id, count: 1 },
  outcome: { kind: 'found', orchestrations: [orchestrationOf({ id, status, created_at })] },
})
const due = (rows: readonly BatchRow[], before = new Map<string, number>()) =>
  dueTimes(before, rows, { nowMs: now, spread: 0.5 })
const waits = (rows: readonly BatchRow[]) => [...due(rows)].map(([id, at]) => [id, (at - now) / 1000])

describe('when rows are read again', () => {
  it('goes by age and status, and never for a final one', () => {
    expect(
      waits([
        row('minute', 'PROCESSING'),
        row('half-hour', 'PROCESSING', '2026-04-20T12:10:00Z'),
        row('hours', 'PROCESSING', '2026-04-20T02:10:00Z'),
        row('days', 'PROCESSING', '2026-04-10T12:10:00Z'),
        row('approval', 'PENDING'),
        row('odd', 'ON_HOLD'),
        row('done', 'COMPLETED'),
        row('dead', 'FAILED'),
        row('no', 'REJECTED'),
      ]),
    ).toEqual([
      ['minute', 5],
      ['half-hour', 15],
      ['hours', 60],
      ['days', 300],
      ['approval', 60],
      ['odd', 60],
    ])
  })

  it('keeps a time until the row was read, and forgets one that has ended', () => {
    const before = new Map([
      ['a', now + 1],
      ['b', now + 2],
    ])
    expect(due([row('a', 'PROCESSING'), row('b', 'COMPLETED')], before)).toEqual(new Map([['a', now + 1]]))
  })

  it('reads all of one age in one round, and leaves the rest', () => {
    const times = due([
      row('a', 'PROCESSING'),
      row('old', 'PROCESSING', '2026-04-01T00:00:00Z'),
      row('b', 'PROCESSING'),
    ])
    const { ids, rest } = takeDue(times, now + 5000)
    expect(ids).toEqual(['a', 'b'])
    expect([...rest.keys()]).toEqual(['old'])
  })

  it('asks nothing of rows that were not found or carry no ID', () => {
    const rows: BatchRow[] = [
      { wanted: { kind: 'id', text: 'x', count: 1 }, outcome: { kind: 'not-found' } },
      {
        wanted: { kind: 'reference', text: 'y', count: 1 },
        outcome: { kind: 'found', orchestrations: [orchestrationOf({ id: undefined })] },
      },
    ]
    expect(due(rows).size).toBe(0)
  })
})

describe('what is announced', () => {
  const before = [row('e5f6a7b8-9c0d', 'PROCESSING'), row('b', 'PROCESSING'), row('c', 'PENDING')]

  it('is nothing while nothing changed', () => expect(changesText(before, [...before])).toBeUndefined())

  it('names each of a few changes', () => {
    const after = [row('e5f6a7b8-9c0d', 'COMPLETED'), row('b', 'FAILED'), row('c', 'PENDING')]
    expect(changesText(before, after)).toBe(
      'e5f6a7b8 changed from Processing to Completed. b changed from Processing to Failed',
    )
  })

  it('counts many and gives the summary', () => {
    const many = (status: string) => ['a', 'b', 'c', 'd'].map(id => row(id, status))
    expect(changesText(many('PROCESSING'), many('COMPLETED'))).toBe('4 changed. 4 IDs: 4 completed')
  })

  it('is the summary when rows were found that were not checked before', () => {
    const unchecked: BatchRow = {
      wanted: { kind: 'id', text: 'a', count: 1 },
      outcome: { kind: 'not-checked', problem: undefined },
    }
    expect(changesText([unchecked], [row('a', 'FAILED')])).toBe('1 ID: 1 failed')
  })
})
