import { describe, expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { orchestrationOf } from '../testing/facts.ts'
import { boundsText, denominatorText, ruleStatistics, successText } from './rule-statistics.ts'

const start = Date.parse('2026-04-20T12:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
/** One that was created so many seconds after the start and took so long at most. */
const row = (status: string, created: number, took: number, detail?: string) =>
  orchestrationOf({
    id: `${status} ${created}`,
    status,
    created_at: at(created),
    updated_at: at(created + took),
    fail_reason: detail === undefined ? undefined : { detail },
  })

describe('ruleStatistics', () => {
  it('counts what is finished and leaves the rest out', () => {
    const rows = [
      row('COMPLETED', 1, 10),
      row('FAILED', 2, 10),
      row('REJECTED', 3, 10),
      row('PROCESSING', 4, 10),
      row('ON_HOLD', 5, 10),
    ]
    expect(ruleStatistics(rows)).toMatchObject({ finished: 3, completed: 1, failed: 1, rejected: 1 })
  })

  it('groups failures by reason to the letter, the most frequent first', () => {
    const rows = [
      row('FAILED', 1, 1, 'Screened out.'),
      row('FAILED', 5, 1, 'Screened out.'),
      row('FAILED', 3, 1, 'screened out.'),
      row('FAILED', 7, 1),
      row('COMPLETED', 9, 1),
    ]
    const { reasons, lastFailure } = ruleStatistics(rows)
    expect(reasons.map(({ reason, count, latest }) => [reason, count, latest.id])).toEqual([
      ['Screened out.', 2, 'FAILED 5'],
      [undefined, 1, 'FAILED 7'],
      ['screened out.', 1, 'FAILED 3'],
    ])
    expect(lastFailure?.id).toBe('FAILED 7')
  })

  it('the last failure is the one that changed last, whenever it was created', () => {
    const { lastFailure } = ruleStatistics([row('FAILED', 60, 5), row('FAILED', 1, 7200), row('COMPLETED', 2, 9000)])
    expect(lastFailure?.id).toBe('FAILED 1')
  })

  it('a failure without a time is the oldest, one without an update as old as its creation', () => {
    const bare = (json: object) => orchestrationOf({ status: 'FAILED', updated_at: undefined, ...json })
    const never = bare({ id: 'never', created_at: undefined })
    const created = bare({ id: 'created', created_at: at(100) })
    expect(ruleStatistics([never, row('FAILED', 1, 5), created]).lastFailure?.id).toBe('created')
    expect(ruleStatistics([never, created]).reasons[0]?.latest.id).toBe('created')
  })

  it('of an even number the upper of the two in the middle is the median', () => {
    const { bounds } = ruleStatistics([row('COMPLETED', 1, 10), row('COMPLETED', 2, 30)])
    expect(bounds).toMatchObject({ median: 30_000, worst: 30_000, of: 2 })
  })

  it('bounds times from above, of completed ones with usable times', () => {
    const broken = orchestrationOf({ status: 'COMPLETED', updated_at: 'soon' })
    const backwards = row('COMPLETED', 50, -10)
    const rows = [row('COMPLETED', 1, 30), row('COMPLETED', 2, 182), row('COMPLETED', 3, 7800), broken, backwards]
    const { bounds } = ruleStatistics([...rows, row('FAILED', 4, 99_999)])
    expect(bounds).toMatchObject({ of: 3, slowest: { id: 'COMPLETED 3' } })
    expect(bounds && boundsText(bounds)).toEqual({ median: '≤ 3 min 2 s', worst: '≤ 2 h 10 min' })
  })

  it('says nothing about times or failures where there are none', () => {
    expect(ruleStatistics([])).toEqual({
      finished: 0,
      completed: 0,
      failed: 0,
      rejected: 0,
      bounds: undefined,
      lastFailure: undefined,
      reasons: [],
    })
  })

  it('holds together whatever the list', () => {
    const any = fc
      .tuple(
        fc.constantFrom('COMPLETED', 'FAILED', 'REJECTED', 'PENDING', 'ODD'),
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: -100, max: 1e6 }),
        fc.constantFrom('a', 'b', undefined),
      )
      .map(parts => row(...parts))
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), rows => {
        const { finished, completed, failed, rejected, bounds, reasons } = ruleStatistics(rows)
        expect(completed + failed + rejected).toBe(finished)
        expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(failed)
        if (bounds) {
          expect(bounds.median).toBeLessThanOrEqual(bounds.worst)
          // At least half of them took no longer than the median says.
          const within = rows.filter(
            one =>
              one.status.known === 'COMPLETED' &&
              Date.parse(one.updated_at ?? '') - Date.parse(one.created_at ?? '') >= 0 &&
              Date.parse(one.updated_at ?? '') - Date.parse(one.created_at ?? '') <= bounds.median,
          )
          expect(within.length * 2).toBeGreaterThanOrEqual(bounds.of)
        }
      }),
    )
  })
})

describe('words', () => {
  const many = (completed: number, failed: number) =>
    ruleStatistics([
      ...Array.from({ length: completed }, (_, index) => row('COMPLETED', index, 1)),
      ...Array.from({ length: failed }, (_, index) => row('FAILED', index, 1)),
    ])

  it.each([
    [93, 7, true, '93 %', '93 of the last 100 finished'],
    [99, 1, true, '99 %', '99 of the last 100 finished'],
    [199, 1, false, '99 %', '199 of all 200 finished'],
    [1, 199, false, 'under 1 %', '1 of all 200 finished'],
    [37, 0, false, '100 %', '37 of all 37 finished'],
    [0, 12, false, '0 %', '0 of all 12 finished'],
    [3, 1, false, '3', 'of all 4 finished'],
  ])('%i completed, %i failed', (completed, failed, more, share, of) => {
    expect(successText(many(completed, failed), more)).toEqual({ share, of })
  })

  it('name the denominator', () => expect(denominatorText(100, true)).toBe('of the last 100 finished'))
})
