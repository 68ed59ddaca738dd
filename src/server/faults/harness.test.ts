/** Every named fault of the harness, before and behind a running server: what it promises is what happens. */
import { afterEach, expect, test } from 'vitest'
import { inboundLimits } from '../http/limits.ts'
import { startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { excesses, inboundFaults } from '../testing/faults/inbound-faults.ts'
import { answerOf, upstreamFaults } from '../testing/faults/upstream-faults.ts'
import { sendRaw } from '../testing/network/raw-client.ts'
import { startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { startRawUpstream } from '../testing/upstream/raw-upstream.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Only the deadline of the whole can end what drips; all else has the time that a busy machine needs. */
const short = { totalMs: 300, headersMs: 60_000, bodyIdleMs: 60_000 }
const all = upstreamFaults(20)

test.each(all)('faults $faults: an upstream with $does ($name) is told as promised', async fault => {
  const upstream = await startRawUpstream(answerOf(fault))
  const desk = await startDesk({ ...upstream, ...(fault.told.status === 504 && { timings: short }) })
  closers.push(upstream.close, desk.close)
  const reply = await desk.read()
  expect([reply.status, reply.status === 200 ? undefined : reply.problem.code]).toEqual([
    fault.told.status,
    fault.told.code,
  ])
  expect(reply.text.includes('partial-marker')).toBe(reply.status === 200)
  expect((await desk.get('/livez')).status).toBe(200)
})

test.each(excesses)('faults $faults: $does ($name) gets a $status and no more', async ({ bytes, status }) => {
  const upstream = await startFakeUpstream()
  const limits = { ...inboundLimits, headersMs: 300, requestMs: 600, checkEveryMs: 100 }
  const desk = await startDesk({ ...upstream, app: { limits } })
  closers.push(upstream.close, desk.close)
  const reply = await sendRaw(desk.port, Buffer.from(bytes, 'latin1'))
  if (status === 0) expect(reply.all).toBe('')
  else {
    expect(reply.status).toBe(status)
    expect(JSON.parse(reply.body)).toMatchObject({ status })
    expect(reply.all.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  }
  expect(upstream.apiCalls).toHaveLength(0)
  await eventually(async () => (await desk.get('/livez')).status).toBe(200)
})

test('each fault has a unique name', () => {
  for (const faults of [all, inboundFaults]) {
    const names = faults.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]+$/)
  }
})
