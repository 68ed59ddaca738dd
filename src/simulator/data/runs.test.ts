/** The moving scenarios, as a polling client sees them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { apiPath } from '#paxos/api.ts'
import { scenarios } from '../scenarios.ts'
import { ids, type Json, openSimulator } from '../testing/client.ts'
import { testClock } from '../testing/clock.ts'
import { Runs } from './runs.ts'

let clock: ReturnType<typeof testClock>
let opened: Awaited<ReturnType<typeof openSimulator>>
beforeEach(async () => {
  clock = testClock()
  opened = await openSimulator({ clock: clock.now, requestsPerSecond: 1000, tokenLifeSeconds: 100_000 })
})
afterEach(() => opened.close())

const read = async (id: string) => (await opened.get(apiPath('orchestration', { id }))).json
const leg = (record: Json, side: 'source' | 'destination') =>
  record[`${side}_transfer`] as { transfer_id?: string; status: string } | undefined
const eventsOf = async (record: Json) => {
  const known = [record.id, leg(record, 'source')?.transfer_id, leg(record, 'destination')?.transfer_id]
  const events = await opened.list(apiPath('events', { query: { 'created_at.gte': String(record.created_at) } }))
  return events.filter(event => known.includes((event.object as Json).id))
}

const types = (events: Json[]) => events.map(({ type }) => type)

/** Second by second: status, legs and transfer records. */
async function story(id: string, seconds: number) {
  const seen: string[] = []
  for (let second = 0; second <= seconds; second += 1) {
    const record = await read(id)
    const words = [record.status, leg(record, 'source')?.status ?? '-', leg(record, 'destination')?.status ?? '-']
    for (const side of ['source', 'destination'] as const) {
      const transferId = leg(record, side)?.transfer_id
      if (transferId) words.push((await opened.get(apiPath('transfer', { id: transferId }))).json.status)
    }
    const line = words.join(' ')
    if (!seen.at(-1)?.endsWith(` ${line}`)) seen.push(`${second} ${line}`)
    clock.advance(1000)
  }
  return seen
}

test('completes-in-20-s', async () => {
  const { id } = scenarios['completes-in-20-s']
  // Time runs from the first read, not from the simulator's start.
  clock.advance(3_600_000)
  const firstSeen = clock.now()
  expect(await story(id, 25)).toEqual([
    '0 PROCESSING PENDING PENDING',
    '3 PROCESSING PROCESSING PENDING PENDING',
    '8 PROCESSING COMPLETED PENDING COMPLETED',
    '12 PROCESSING COMPLETED PROCESSING COMPLETED PENDING',
    '20 COMPLETED COMPLETED COMPLETED COMPLETED COMPLETED',
  ])
  const record = await read(id)
  expect(Date.parse(String(record.created_at))).toBe(firstSeen)
  expect(Date.parse(String(record.updated_at))).toBe(firstSeen + 20_000)
  expect(types(await eventsOf(record))).toEqual([
    'orchestration.processing',
    'transfer.crypto_deposit.completed',
    'transfer.crypto_withdrawal.completed',
    'orchestration.completed',
  ])
})

test('fails-in-30-s', async () => {
  const { id } = scenarios['fails-in-30-s']
  expect(await story(id, 32)).toEqual([
    '0 PROCESSING PENDING PENDING',
    '4 PROCESSING PROCESSING PENDING PENDING',
    '10 PROCESSING COMPLETED PENDING COMPLETED',
    '15 PROCESSING COMPLETED PROCESSING COMPLETED PENDING',
    '30 FAILED COMPLETED FAILED COMPLETED FAILED',
  ])
  const record = await read(id)
  expect(record.fail_reason).toEqual({ detail: 'The network rejected the withdrawal after three attempts.' })
  expect(types(await eventsOf(record)).at(-1)).toBe('orchestration.failed')
})

test('approved-in-10-s', async () => {
  const { id } = scenarios['approved-in-10-s']
  expect(await story(id, 26)).toEqual([
    '0 PENDING - -',
    '10 PROCESSING PROCESSING - PENDING',
    '13 PROCESSING COMPLETED PENDING COMPLETED',
    '16 PROCESSING COMPLETED PROCESSING COMPLETED PENDING',
    '25 COMPLETED COMPLETED COMPLETED COMPLETED COMPLETED',
  ])
  expect(types(await eventsOf(await read(id)))).toEqual(['orchestration.processing', 'orchestration.completed'])
})

test('events appear when they happen and never change', async () => {
  const { id } = scenarios['completes-in-20-s']
  const record = await read(id)
  expect(await eventsOf(record)).toEqual([])
  clock.advance(1000)
  const early = await eventsOf(record)
  expect(types(early)).toEqual(['orchestration.processing'])
  clock.advance(60_000)
  const late = await eventsOf(record)
  expect(late[0]).toEqual(early[0])
  const eventId = String(late[0]?.id)
  expect((await opened.get(apiPath('event', { id: eventId }))).json).toEqual(early[0])
})

test('another last group is a new run with its own times, transfers and reference', async () => {
  const { id } = scenarios['completes-in-20-s']
  const fresh = `${id.slice(0, 24)}abcdefabcdef`
  await read(id)
  clock.advance(30_000)
  const [old, young] = [await read(id), await read(fresh)]
  expect([old.status, young.status]).toEqual(['COMPLETED', 'PROCESSING'])
  clock.advance(30_000)
  const done = await read(fresh)
  expect(done.status).toBe('COMPLETED')
  expect(done.created_at).toBe(young.created_at)
  expect(done.ref_id).not.toBe(old.ref_id)
  expect(leg(done, 'source')?.transfer_id).not.toBe(leg(old, 'source')?.transfer_id)
})

test.each([
  'c996d361-3400-49dc-9d0a-6632441af87',
  'c996d361-3400-49dc-9d0a-6632441af87ff',
  'c996d361-3400-49dc-9d0a-6632441af87G',
  'c996d361-3400-49dc-9d0b-6632441af87f',
])('%s is not a run', async id => {
  expect((await opened.get(apiPath('orchestration', { id }))).status).toBe(404)
})

test('only a list that names the ID starts a run', async () => {
  const { id } = scenarios['completes-in-20-s']
  const newest = async () =>
    ids(await opened.list(apiPath('orchestrations', { query: { source_asset: 'USDC', limit: 5 } })))
  expect(await newest()).not.toContain(id)
  const query = { orchestration_id: [id, scenarios.rejected.id] }
  expect(ids(await opened.list(apiPath('orchestrations', { query })))).toEqual([id, scenarios.rejected.id])
  expect(await newest()).toContain(id)
  clock.advance(20_000)
  expect((await opened.list(apiPath('orchestrations', { query })))[0]?.status).toBe('COMPLETED')
})

test('a run is found by its reference and its transfers by theirs', async () => {
  const { id } = scenarios['fails-in-30-s']
  const { ref_id } = await read(id)
  clock.advance(40_000)
  expect(ids(await opened.list(apiPath('orchestrations', { query: { ref_id: String(ref_id) } })))).toEqual([id])
  const [payout] = await opened.list(apiPath('transfers', { query: { ref_ids: `orchestration_id.${id}` } }))
  expect(payout).toMatchObject({ status: 'FAILED', type: 'CRYPTO_WITHDRAWAL' })
})

test('forgets the oldest of too many runs', () => {
  const scenario = scenarios['completes-in-20-s']
  const runs = new Runs([scenario], clock.now, 3)
  const nth = (number: number) => scenario.id.slice(0, 24) + String(number).padStart(12, '0')
  for (const number of [0, 1, 2, 1, 3]) runs.begin(nth(number))
  expect(runs.rows('orchestrations').map(({ id }) => id)).toEqual([1, 2, 3].map(nth))
})
