import { expect, test } from 'vitest'
import { apiPath } from '#paxos/api.ts'
import { orchestrationStatuses } from '#paxos/enums.ts'
import { type Json, openSimulator } from '../testing/client.ts'
import { generatedRecords } from './generated.ts'
import { readInstant } from './values/time.ts'

const start = Date.parse('2026-11-20T10:00:00Z')
const generated = generatedRecords(2000, start)

test('the same payments at every start, moved in time', () => {
  const later = generatedRecords(2000, start + 60_000)
  for (const [index, { orchestration, created }] of generated.entries()) {
    const other = later[index]
    expect(other?.orchestration.id).toBe(orchestration.id)
    expect(other?.orchestration.status).toBe(orchestration.status)
    expect((other?.created ?? 0n) - created).toBe(60_000_000_000n)
  }
})

test('ids are unique, times lie in the two weeks before the start, every status occurs', () => {
  expect(new Set(generated.map(({ orchestration }) => orchestration.id)).size).toBe(2000)
  const end = BigInt(start) * 1_000_000n
  for (const { created, orchestration } of generated) {
    expect(created).toBeGreaterThan(end - 15n * 86_400_000_000_000n)
    expect(readInstant(String(orchestration.updated_at))).toBeLessThanOrEqual(end)
  }
  const counts = Object.groupBy(generated, ({ orchestration }) => String(orchestration.status))
  expect(Object.keys(counts).sort()).toEqual([...orchestrationStatuses].sort())
  expect(counts.COMPLETED?.length).toBeGreaterThan(1600)
  expect(counts.FAILED?.length).toBeGreaterThan(50)
})

test('they are listed, found by id and reference, and have transfers and events', async () => {
  const opened = await openSimulator({ generated: 500, clock: () => start, requestsPerSecond: 1000 })
  const [first] = generatedRecords(1, start)
  if (!first) throw new Error('nothing was generated')
  const id = String(first.orchestration.id)
  expect((await opened.get(apiPath('orchestration', { id }))).json).toEqual(first.orchestration)
  expect(await opened.list(apiPath('orchestrations', { query: { ref_id: 'gen-00000' } }))).toHaveLength(1)
  const { transfer_id } = first.orchestration.source_transfer as { transfer_id: string }
  expect((await opened.get(apiPath('transfer', { id: transfer_id }))).json).toEqual(first.transfers[0])
  const at = String(first.events[0]?.created_at)
  const events = await opened.list(apiPath('events', { query: { 'created_at.eq': at } }))
  expect(events.map(event => (event.object as Json).id)).toContain(id)
  await opened.close()
})

test('a request that needs none of them makes none, and a fault in the making is a 500', async () => {
  // More than an array can hold: the making throws as soon as it begins.
  const opened = await openSimulator({ generated: 2 ** 32, clock: () => start })
  expect((await opened.get(apiPath('orchestration', { id: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0' }))).status).toBe(200)
  const { status, headers, json } = await opened.get('/events')
  expect([status, json.title, json.detail]).toEqual([500, 'Internal Server Error', 'Invalid array length'])
  expect(headers.get('content-type')).toContain('application/problem+json')
  await opened.close()
})
