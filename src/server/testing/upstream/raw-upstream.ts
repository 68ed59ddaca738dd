/** An upstream on bare sockets, for responses that no HTTP library would send. */
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

export type RawUpstream = {
  readonly apiUrl: URL
  readonly tokenUrl: URL
  /** The heads of complete requests, as text. */
  readonly requests: string[]
  readonly openSockets: () => number
  /** Bytes handed to the kernel, on all connections. */
  readonly bytesSent: () => number
  readonly close: () => Promise<void>
}

/** Called once per request with its socket, its number (from 1) and its head. */
export type RawAnswer = (socket: Socket, n: number, head: string) => unknown

export async function startRawUpstream(answer: RawAnswer, port = 0): Promise<RawUpstream> {
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
      text += data.toString('latin1')
      for (let end = endOfRequest(text); end > 0 && end <= text.length; end = endOfRequest(text)) {
        const head = text.slice(0, text.indexOf('\r\n\r\n') + 4)
        text = text.slice(end)
        requests.push(head)
        answer(socket, requests.length, head)
      }
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    apiUrl: new URL(`${origin}/v2`),
    tokenUrl: new URL(`${origin}/oauth2/token`),
    requests,
    openSockets: () => sockets.size,
    bytesSent: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, sent),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The end of the first request, including its body; 0 while its head is incomplete. */
function endOfRequest(text: string): number {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return 0
  return head + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head + 2))?.[1] ?? 0)
}
