/** When a request is counted, and how often. */
import { expect, test } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { noEnvironmentMetrics } from '../../observe/metrics.ts'
import { traceOf } from '../../observe/trace.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { createPenalty } from '../budget/penalty.ts'
import { createConnectionSlots } from '../transport/connection-slots.ts'
import { type Answer, NotSent } from '../transport/transport.ts'
import { type AttemptDeps, createAttempt } from './attempt.ts'

const answer: Answer = {
  status: 200,
  contentType: 'application/json',
  contentEncoding: undefined,
  retryAfter: undefined,
  date: undefined,
  requestId: undefined,
  body: Buffer.from('{}'),
}

function make(exchange: AttemptDeps['exchange'], connections = 1) {
  const clock = fakeClock()
  const counted: string[] = []
  const sent: (number | string)[] = []
  const attempt = createAttempt({
    exchange,
    slots: createConnectionSlots(connections),
    tokens: {
      get: async () => ({ secret: new Secret('token') }),
      rejected: () => undefined,
      hold: () => {
        throw new Error('not asked for here')
      },
      lifeMs: () => 0,
    },
    penalty: createPenalty({ environment: 'sandbox', minimumMs: 300_000, clock, random: () => 0 }),
    budget: {
      take: async lane => {
        if (lane !== 'all') counted.push(lane)
        return 0
      },
    },
    clock,
    sleep: async () => undefined,
    random: () => 0,
    userAgent: 'test',
    metrics: { ...noEnvironmentMetrics, upstream: (_endpoint, outcome) => sent.push(outcome) },
  })
  const send = () =>
    attempt(
      { endpoint: 'events', path: '/v2/events', trace: traceOf('r', undefined), priority: 'open' },
      AbortSignal.timeout(5000),
    )
  return { clock, counted, sent, send }
}

test('a request that finds no connection within 250 ms is counted again, and sent once', async () => {
  let tries = 0
  const { clock, counted, sent, send } = make(async ({ mayStart }) => {
    tries += 1
    clock.advance(tries === 1 ? 251 : 250)
    if (mayStart?.() === false) throw new NotSent()
    return answer
  })
  expect((await send()).answer.status).toBe(200)
  expect(counted).toEqual(['events', 'events'])
  expect(sent).toEqual([200])
})

test('a request is counted when a connection is free, and not while it waits for one', async () => {
  const release: (() => void)[] = []
  const { counted, send } = make(() => new Promise(resolve => release.push(() => resolve(answer))), 2)
  const all = [send(), send(), send(), send()]
  const settled = () => new Promise(resolve => setTimeout(resolve, 20))
  for (const leaving of [2, 3, 4]) {
    await settled()
    expect(counted).toHaveLength(leaving)
    release.shift()?.()
  }
  await settled()
  for (const one of release) one()
  for (const { answer } of await Promise.all(all)) expect(answer.status).toBe(200)
  expect(counted).toHaveLength(4)
})
