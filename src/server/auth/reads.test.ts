import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { type ReadRequest, requestKey } from '../paxos/calls/request-path.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { usedHeap } from '../testing/used-heap.ts'
import type { AuditFields } from './audit.ts'
import { recordReads } from './reads.ts'

const minute = 60_000

function make() {
  const clock = fakeClock()
  const lines: AuditFields[] = []
  const record = recordReads((_event, fields) => lines.push(fields), clock)
  const read = (subject: string, request: ReadRequest, environment = 'sandbox') =>
    record(
      { id: 'r', person: { subject } } as unknown as FastifyRequest,
      environment,
      request,
      `${environment} ${requestKey(request)}`,
    )
  return { clock, lines, read }
}

const one = { endpoint: 'orchestration', id: 'id-1' } as const

test('a page that keeps itself up to date is one look in ten minutes', () => {
  const { clock, lines, read } = make()
  for (let second = 0; second < 600; second += 5) {
    read('ada', one)
    clock.advance(5000)
  }
  expect(lines).toHaveLength(1)
  read('ada', one)
  expect(lines).toHaveLength(2)
  clock.advance(9 * minute)
  read('ada', one)
  expect(lines).toHaveLength(2)
})

test('another person, environment, kind or ID is another look', () => {
  const { lines, read } = make()
  const several = { endpoint: 'orchestrations', query: { orchestration_id: ['id-1', 'id-2'], limit: '2' } } as const
  for (let times = 0; times < 2; times++) {
    read('ada', one)
    read('grace', one)
    read('ada', one, 'production')
    read('ada', { endpoint: 'transfer', id: 'id-1' })
    read('ada', { endpoint: 'orchestration', id: 'id-2' })
    read('ada', several)
  }
  expect(lines.map(({ subject, environment, endpoint, ids }) => [subject, environment, endpoint, ids])).toEqual([
    ['ada', 'sandbox', 'orchestration', ['id-1']],
    ['grace', 'sandbox', 'orchestration', ['id-1']],
    ['ada', 'production', 'orchestration', ['id-1']],
    ['ada', 'sandbox', 'transfer', ['id-1']],
    ['ada', 'sandbox', 'orchestration', ['id-2']],
    ['ada', 'sandbox', 'orchestrations', ['id-1', 'id-2']],
  ])
})

test('remembers the latest twenty thousand looks, and no more', () => {
  const { lines, read } = make()
  const look = (n: number) => read('ada', { endpoint: 'orchestration', id: `id-${n}` })
  for (let n = 0; n < 30_000; n++) look(n)
  for (let n = 10_000; n < 30_000; n++) look(n)
  expect(lines).toHaveLength(30_000)
  look(0)
  expect(lines).toHaveLength(30_001)
})

test('remembers 20,000 lists of a hundred long IDs in 10 MB at most', async () => {
  const clock = fakeClock()
  const record = recordReads(() => undefined, clock)
  const others = Array.from({ length: 99 }, (_, i) => String(i).padStart(80, '0'))
  const look = (n: number) => {
    const request = { id: 'r', person: { subject: 'ada' } } as unknown as FastifyRequest
    record(request, 'sandbox', { endpoint: 'transfers', query: { ids: [`${n}`, ...others] } }, 'key')
  }
  look(0)
  const before = await usedHeap()
  for (let n = 1; n <= 20_000; n++) look(n)
  expect((await usedHeap()) - before).toBeLessThan(10 * 1024 * 1024)
  // Still in use, so that it was there to be measured.
  look(20_000)
})
