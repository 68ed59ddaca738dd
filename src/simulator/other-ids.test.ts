/** IDs of other things over HTTP: none belongs to an orchestration, and each is of its kind. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiPath } from '#paxos/api.ts'
import { otherIds, scenarios } from './scenarios.ts'
import { ids, openSimulator } from './testing/client.ts'

let opened: Awaited<ReturnType<typeof openSimulator>>
beforeAll(async () => {
  opened = await openSimulator({ generated: 5000, requestsPerSecond: 1000 })
})
afterAll(() => opened.close())

const { id: first } = scenarios['failed-at-destination']
const read = (name: 'orchestration' | 'transfer' | 'event', other: keyof typeof otherIds) =>
  opened.get(apiPath(name, { id: otherIds[other].id }))

test.each(Object.keys(otherIds) as (keyof typeof otherIds)[])(
  '%s is neither an orchestration nor a reference',
  async name => {
    expect(await read('orchestration', name)).toMatchObject({ status: 404 })
    const query = { ref_id: otherIds[name].id }
    expect(await opened.list(apiPath('orchestrations', { query }))).toEqual([])
  },
)

test('transfers', async () => {
  expect(await read('transfer', 'destination-transfer')).toMatchObject({
    json: { ref_id: `orchestration_id.${first}` },
  })
  expect(await read('transfer', 'forbidden-transfer')).toMatchObject({ status: 403 })
  for (const name of ['transfer-alone', 'transfer-gives-up'] as const) {
    const { json } = await read('transfer', name)
    expect(json).toMatchObject({ id: otherIds[name].id, type: 'CRYPTO_DEPOSIT' })
    const hash = String(json.crypto_tx_hash)
    const found = await opened.list(apiPath('transfers', { query: { crypto_tx_hashes: hash } }))
    expect(ids(found)).toEqual([otherIds[name].id])
  }
})

test('rules', async () => {
  const rules = (other: keyof typeof otherIds) => opened.get(apiPath('rules', { query: { ids: otherIds[other].id } }))
  expect((await rules('rule-id')).json).toMatchObject({ items: [{ nickname: 'Merchant settlement' }] })
  expect((await rules('forbidden-rule')).status).toBe(403)
})

test('events', async () => {
  expect(await read('event', 'orchestration-event')).toMatchObject({
    json: { type: 'orchestration.failed', object: { id: first } },
  })
  const { source_transfer } = (await opened.get(apiPath('orchestration', { id: first }))).json
  expect(await read('event', 'transfer-event')).toMatchObject({
    json: { object_type: 'transfer', object: { id: (source_transfer as { transfer_id: string }).transfer_id } },
  })
  expect(await read('event', 'other-event')).toMatchObject({ json: { object_type: 'identity' } })
})

test('one hash, two transfers, two orchestrations', async () => {
  const query = { crypto_tx_hashes: otherIds['transaction-hash'].id }
  const found = await opened.list(apiPath('transfers', { query }))
  const legs = await Promise.all(
    (['shared-hash-first', 'shared-hash-second'] as const).map(async name => {
      const { json } = await opened.get(apiPath('orchestration', { id: scenarios[name].id }))
      return (json.source_transfer as { transfer_id: string }).transfer_id
    }),
  )
  expect(new Set(ids(found))).toEqual(new Set(legs))
})

test("the treasury's list has short pages that miss nothing", async () => {
  const { profile_id, created_at } = (await read('transfer', 'transfer-gives-up')).json
  const query = { profile_id: String(profile_id), limit: 1000, 'created_at.lte': String(created_at) }
  let rows: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await opened.get(apiPath('orchestrations', { query: { ...query, page_cursor: cursor || undefined } }))
    const items = page.json.items as { id: string }[]
    expect(items.length).toBeLessThanOrEqual(100)
    rows = rows.concat(items.map(({ id }) => id))
    cursor = (page.json.next_page_cursor as string) || undefined
  }
  expect(new Set(rows).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(500)
})
