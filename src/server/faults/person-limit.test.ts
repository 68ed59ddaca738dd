/** One person asks too much: that person is told to wait, and nobody else notices. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noSignIn } from '../auth/auth.ts'
import type { Auth } from '../auth/types.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let clock: FakeClock

beforeEach(async () => {
  upstream = await startFakeUpstream()
  clock = fakeClock()
  // Stands in for sign-in.
  const identify: Auth['identify'] = async ({ headers }) => ({ person: { subject: String(headers['x-test-person']) } })
  desk = await startDesk({ ...upstream, clock, app: { auth: { ...noSignIn, mode: 'iap', identify } } })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const path = '/api/sandbox/v2/orchestration/orchestrations/id-1'
const as = (person: string) => desk.get(path, { 'x-test-person': person })
const count = (replies: readonly { readonly status: number }[], status: number) =>
  replies.filter(reply => reply.status === status).length

test('fault 65: one tab at 500 requests a second gets 20 a second; a colleague gets everything', async () => {
  let greedy: { readonly status: number }[] = []
  const other: { readonly status: number }[] = []
  for (let step = 0; step < 20; step++) {
    clock.advance(100)
    greedy = greedy.concat(await Promise.all(Array.from({ length: 50 }, () => as('greedy'))))
    other.push(await as('other'))
  }
  // Sixty at once, and twenty for each of the two seconds.
  expect(count(greedy, 200)).toBeGreaterThanOrEqual(60 + 36)
  expect(count(greedy, 200)).toBeLessThanOrEqual(60 + 40)
  expect(count(greedy, 200) + count(greedy, 429)).toBe(1000)
  expect(count(other, 200)).toBe(20)
})

test('the refusal names the wait in the standard headers and in ours, and waiting helps', async () => {
  await Promise.all(Array.from({ length: 60 }, () => as('ann')))
  const sent = upstream.apiCalls.length
  const refused = await as('ann')
  expect(refused.status).toBe(429)
  expect(refused.problem).toMatchObject({ code: 'user_rate_limited', retryAfter: 1 })
  expect(refused.headers['ratelimit-policy']).toBe('"person";q=60;w=3')
  expect(refused.headers.ratelimit).toBe('"person";r=0;t=1')
  expect(upstream.apiCalls).toHaveLength(sent)
  expect(desk.log().find(line => line.status === 429)).toMatchObject({ code: 'user_rate_limited' })
  clock.advance(1000)
  expect((await as('ann')).status).toBe(200)
})

test("without sign-in all tabs of the machine share ten times a person's rate", async () => {
  await desk.close()
  desk = await startDesk({ ...upstream, clock })
  const replies = await Promise.all(Array.from({ length: 700 }, () => desk.get(path)))
  expect(count(replies, 200)).toBe(600)
  expect(count(replies, 429)).toBe(100)
})
