/** A source of keys that misbehaves: it costs neither time nor memory, and gives no keys. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { direct } from '../outbound.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { createRemoteKeys } from './remote-keys.ts'

const keySet = (padding: number) => JSON.stringify({ keys: [{ kty: 'EC', padding: 'x'.repeat(padding) }] })

function withoutEnd(response: ServerResponse) {
  const timer = setInterval(() => response.write('x'.repeat(64_000)), 1)
  response.once('close', () => clearInterval(timer))
}

test.each<[string, (response: ServerResponse) => unknown, readonly string[]]>([
  ['is as it should be', response => response.end(keySet(100)), []],
  ['sends 256 KiB and more', response => response.end(keySet(256 * 1024)), ['too_large']],
  ['sends without end', withoutEnd, ['too_large']],
  ['never answers', () => undefined, ['timeout']],
  ['begins and never ends', response => response.write('{"keys":['), ['timeout']],
  ['sends no JSON', response => response.end('keys'), ['unreadable']],
  ['sends other JSON', response => response.end('{"keys":[7]}'), ['unreadable']],
  ['redirects', response => response.writeHead(302, { location: '/keys' }).end(), ['status_302']],
  ['hangs up', response => response.socket?.destroy(), ['UND_ERR_SOCKET']],
])('one that %s', async (_name, answer, reasons) => {
  const server = createServer((_request, response) => void answer(response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`)
  const said: string[] = []
  const keys = createRemoteKeys(url, fakeClock(), reason => said.push(reason), direct, 1000)
  await keys.load()
  expect(said).toEqual(reasons)
  expect(keys.known()).toBe(reasons.length === 0)
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})
