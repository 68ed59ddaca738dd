/** An upstream of bare sockets, for what no HTTP library would send. */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

export type RawUpstream = {
  readonly apiUrl: URL
  /** Whole requests seen, as text. */
  readonly requests: string[]
  readonly openSockets: () => number
  /** Bytes that the kernel took over from us, on all connections. */
  readonly bytesSent: () => number
  readonly close: () => Promise<void>
}

/** `answer` is called once per request (the heads only; a GET has no body) with the socket to write to. */
export async function startRawUpstream(answer: (socket: Socket, n: number) => unknown): Promise<RawUpstream> {
  const sockets = new Set<Socket>()
  const requests: string[] = []
  let sent = 0
  const server = createServer(socket => {
    sockets.add(socket)
    let text = ''
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sent += socket.bytesWritten
      sockets.delete(socket)
    })
    socket.on('data', data => {
      text += data.toString()
      while (text.includes('\r\n\r\n')) {
        const end = text.indexOf('\r\n\r\n') + 4
        requests.push(text.slice(0, end))
        text = text.slice(end)
        answer(socket, requests.length)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`),
    requests,
    openSockets: () => sockets.size,
    bytesSent: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, sent),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
