/** Bodies far larger than allowed, one after the other, in the real process: memory stays where it was. */
import { afterAll, expect, test } from 'vitest'
import { type Child, startChild, writeSite } from '../testing/child.ts'
import { startFakeUpstream } from '../testing/fake-upstream.ts'
import { pour } from '../testing/faults/answers.ts'
import { startRawUpstream } from '../testing/raw-upstream.ts'

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
  const upstream = await startRawUpstream((socket, n) => {
    // Two good answers for each bad one, or the breaker would end the test.
    if (n % 3 !== 0)
      return socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')
    poured += 1
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"note":"')
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
  const ask = async (n: number) => {
    const statuses: number[] = []
    for (let i = 0; i < n; i++) {
      const reply = await fetch(`${url}/api/sandbox/v2/orchestration/orchestrations/id-${asked++}`)
      await reply.arrayBuffer()
      statuses.push(reply.status)
    }
    return statuses
  }
  // Code is compiled and pools are filled by then: what grows after that grows for good.
  await ask(150)
  const before = child.memory()
  // All of it within the rate budget of 300, so that nothing waits.
  const statuses = await ask(120)
  const grown = child.memory() - before
  expect(statuses.filter(status => status === 502)).toHaveLength(40)
  expect(poured).toBe(90)
  expect(grown).toBeLessThan(20 * megabyte)
  await upstream.close()
  await tokens.close()
})
