/** Bodies far larger than allowed, one after the other, in the real process: they take no more than allowed ones. */
import { afterAll, expect, test } from 'vitest'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { head, pour } from '../testing/faults/answers.ts'
import { startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { startRawUpstream } from '../testing/upstream/raw-upstream.ts'

const megabyte = 1024 * 1024
const site = writeSite()
let child: Child | undefined
afterAll(() => {
  child?.process.kill('SIGKILL')
  site.remove()
})

test('faults 8 to 10: endless bodies add 20 MB at most', async () => {
  const tokens = await startFakeUpstream()
  let poured = 0
  let endless = false
  const largest = `{"note":"${'x'.repeat(megabyte - 11)}"}`
  const upstream = await startRawUpstream((socket, n) => {
    // Two small answers for each large one, or the breaker would end the test.
    const body = n % 3 === 0 ? largest : '{}'
    if (n % 3 !== 0 || !endless) return socket.write(head(body.length) + body)
    poured += 1
    socket.write(`${head(undefined, 'Connection: close\r\n')}{"note":"`)
    return pour(socket)
  })
  child = startChild(
    {
      PORT: '0',
      LOG_LEVEL: 'warn',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: 'x',
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: tokens.tokenUrl.href,
    },
    ['--dist', site.directory],
  )
  const url = await child.url
  let asked = 0
  let most = 0
  const ask = async (n: number) => {
    const statuses: number[] = []
    for (let i = 0; i < n; i++) {
      const reply = await fetch(`${url}/api/sandbox/v2/orchestration/orchestrations/id-${asked++}`)
      await reply.arrayBuffer()
      statuses.push(reply.status)
      most = Math.max(most, child?.memory() ?? 0)
    }
    return statuses
  }
  // What the largest answers take that are allowed; all of it within the rate budget of 300, so that nothing waits.
  expect(new Set(await ask(150))).toEqual(new Set([200]))
  const before = most
  endless = true
  const statuses = await ask(120)
  expect(statuses.filter(status => status === 502)).toHaveLength(40)
  expect(poured).toBe(40)
  expect(most - before).toBeLessThan(20 * megabyte)
  await upstream.close()
  await tokens.close()
})
