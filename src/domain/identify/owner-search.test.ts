import { describe, expect, test } from 'vitest'
import type { Query } from '#paxos/api.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { readTransfer, type Transfer } from '#paxos/transfer.ts'
import { ids, orchestrationOf } from '../testing/facts.ts'
import { type OwnerProgress, type OwnerReader, searchOwners } from './owner-search.ts'

const profile = '7c4e8f2a-1d3b-4a5e-9f6c-8b2d7e0a4f1c'
const transferOf = (json: object = {}): Transfer =>
  readTransfer({ id: ids.source, profile_id: profile, created_at: '2026-04-20T12:30:02Z', ...json }).value
const withLegs = (source: string | undefined, destination?: string, json: object = {}) =>
  orchestrationOf({
    source_transfer: source && { transfer_id: source, status: 'COMPLETED' },
    destination_transfer: destination && { transfer_id: destination, status: 'FAILED' },
    ...json,
  })
const stranger = withLegs('a', 'b', { id: 'stranger', created_at: '2026-04-19T08:00:00Z' })

/** Answers one page after the other; what was asked is kept. */
function pages(...answers: readonly (readonly Orchestration[])[]) {
  const asked: Query[] = []
  const read: OwnerReader = async query => {
    asked.push(query)
    const at = asked.length - 1
    return { orchestrations: answers[at] ?? [], next: at + 1 < answers.length ? `page ${at + 2}` : undefined }
  }
  return { asked, read }
}

describe('one transfer', () => {
  test.each([
    ['source', withLegs(ids.source, 'x')],
    ['destination', withLegs('x', ids.source)],
  ] as const)('is the %s transfer', async (role, orchestration) => {
    const { asked, read } = pages([stranger, orchestration])
    const search = await searchOwners([transferOf()], read)
    expect(search.owners).toEqual([{ transferId: ids.source, orchestration, role }])
    expect([search.ended, search.compared]).toEqual(['found', 2])
    expect(asked).toEqual([
      {
        profile_id: [profile],
        'created_at.gte': '2026-04-13T12:30:02.000Z',
        'created_at.lte': '2026-04-20T13:30:02.000Z',
        order: 'DESC',
        limit: 1000,
      },
    ])
  })

  test('both legs of one orchestration are told', async () => {
    const { read } = pages([withLegs(ids.source, ids.source)])
    const { owners } = await searchOwners([transferOf()], read)
    expect(owners.map(({ role }) => role)).toEqual(['source', 'destination'])
  })

  test('the leg of several orchestrations is told with each', async () => {
    const { read } = pages([withLegs(ids.source, 'x', { id: '1' }), withLegs(ids.source, 'y', { id: '2' })])
    const { owners } = await searchOwners([transferOf()], read)
    expect(owners.map(({ orchestration }) => orchestration.id)).toEqual(['1', '2'])
  })

  test('pages are read until it is found, and no further', async () => {
    const { asked, read } = pages([stranger], [stranger], [withLegs(ids.source)], [stranger])
    const told: OwnerProgress[] = []
    const search = await searchOwners([transferOf()], read, progress => told.push(progress))
    expect([search.ended, search.compared, asked.length]).toEqual(['found', 3, 3])
    expect(asked.map(({ page_cursor }) => page_cursor)).toEqual([undefined, 'page 2', 'page 3'])
    expect(told.map(({ compared }) => compared)).toEqual([1, 2, 3])
    expect(told[0]?.reached?.text).toBe('2026-04-19T08:00:00Z')
  })

  test('none: the whole span was compared', async () => {
    const search = await searchOwners([transferOf()], pages([stranger], []).read)
    expect(search).toMatchObject({ owners: [], ended: 'all', compared: 1 })
    expect([search.span?.from.text, search.span?.to.text]).toEqual([
      '2026-04-13T12:30:02.000Z',
      '2026-04-20T13:30:02.000Z',
    ])
  })

  test('the cap: what was reached is told, and that it is not the whole', async () => {
    const many = Array.from({ length: 6 }, () => [stranger])
    const { asked, read } = pages(...many)
    const search = await searchOwners([transferOf()], read)
    expect(asked).toHaveLength(5)
    expect(search).toMatchObject({ owners: [], ended: 'gave_up', compared: 5 })
    expect(search.span?.from.text).toBe('2026-04-19T08:00:00Z')
  })

  test('a leg found on the last page allowed is found', async () => {
    const many = Array.from({ length: 4 }, () => [stranger])
    const search = await searchOwners([transferOf()], pages(...many, [withLegs(ids.source)], [stranger]).read)
    expect(search).toMatchObject({ ended: 'found', compared: 5 })
  })

  test.each([
    ['no_profile', { profile_id: '' }],
    ['no_time', { created_at: 'yesterday' }],
  ] as const)('%s: nothing is asked', async (ended, json) => {
    const { asked, read } = pages()
    expect(await searchOwners([transferOf(json)], read)).toMatchObject({ ended, owners: [], span: undefined })
    expect(asked).toEqual([])
  })

  test('an orchestration without an id or with unread legs is no match', async () => {
    const { read } = pages([orchestrationOf({ source_transfer: {}, destination_transfer: null })])
    expect((await searchOwners([transferOf()], read)).owners).toEqual([])
  })
})

describe('the orchestration that a transfer names itself', () => {
  const named = transferOf({ ref_id: `orchestration_id.${ids.orchestration.toUpperCase()}` })

  test('one call, when the leg is there', async () => {
    const { asked, read } = pages([withLegs('x', ids.source)])
    const search = await searchOwners([named], read)
    expect(search).toMatchObject({ ended: 'found', compared: 0 })
    expect(search.owners[0]?.role).toBe('destination')
    expect(asked).toEqual([{ orchestration_id: [ids.orchestration], limit: 1 }])
  })

  test('is only a hint: without the leg the search goes on, six calls at most', async () => {
    const { asked, read } = pages([withLegs('x', 'y')], ...Array.from({ length: 9 }, () => [stranger]))
    expect(await searchOwners([named], read)).toMatchObject({ ended: 'gave_up', owners: [] })
    expect(asked).toHaveLength(6)
  })

  test.each(['orchestration_id.x', `x-orchestration_id.${ids.orchestration}`, ids.orchestration])(
    '%s names none',
    async ref_id => {
      const { asked, read } = pages([])
      await searchOwners([transferOf({ ref_id })], read)
      expect(asked[0]).not.toHaveProperty('orchestration_id')
    },
  )
})

describe('several transfers', () => {
  const other = (json: object = {}) => transferOf({ id: ids.destination, created_at: '2026-04-20T14:00:00Z', ...json })

  test('of one profile are searched together, over both times', async () => {
    const { asked, read } = pages([withLegs(ids.source, 'x', { id: '1' }), withLegs('y', ids.destination, { id: '2' })])
    const search = await searchOwners([transferOf(), other()], read)
    expect(search.owners.map(({ orchestration }) => orchestration.id)).toEqual(['1', '2'])
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ 'created_at.lte': '2026-04-20T15:00:00.000Z' })
  })

  test('of several profiles share the cap, and one that was not reached is not called none', async () => {
    const { asked, read } = pages(...Array.from({ length: 20 }, () => [stranger]))
    const search = await searchOwners([transferOf(), other({ profile_id: 'another' })], read)
    expect(asked).toHaveLength(5)
    expect(search.ended).toBe('gave_up')
  })

  test('one without a profile does not hide that the search of another gave up', async () => {
    const { read } = pages(...Array.from({ length: 20 }, () => [stranger]))
    const search = await searchOwners([transferOf(), other({ profile_id: undefined })], read)
    expect(search.ended).toBe('gave_up')
  })

  test('one found, one not: both are told', async () => {
    const search = await searchOwners([transferOf(), other()], pages([withLegs(ids.source)]).read)
    expect([search.owners.length, search.ended]).toEqual([1, 'all'])
  })
})

test('what reading throws is thrown', async () => {
  const failing = searchOwners([transferOf()], () => Promise.reject(new Error('429')))
  await expect(failing).rejects.toThrow('429')
})
