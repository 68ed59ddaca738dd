/** A Paxos whose responses a test decides. It records requests. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { canaries, personalRecord } from '../canaries.ts'

type SeenRequest = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly rawHeaders: readonly string[]
  readonly body: string
}

/** `n` counts from 1 per kind of request. */
export type Answerer = (response: ServerResponse, request: SeenRequest, n: number) => unknown

export type FakeUpstream = {
  readonly apiUrl: URL
  readonly tokenUrl: URL
  readonly apiCalls: SeenRequest[]
  readonly tokenCalls: SeenRequest[]
  /** Tests may replace this at any time. */
  api: Answerer
  token: Answerer
  readonly openSockets: () => number
  readonly close: () => Promise<void>
}

export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

/** The access token contains its number, so that a test sees which one was used. */
export const grantToken: Answerer = (response, _request, n) =>
  sendJson(response, 200, { access_token: `${canaries.accessToken}-${n}`, token_type: 'bearer', expires_in: 3600 })

export const answerRecord: Answerer = (response, { url }) =>
  sendJson(response, 200, personalRecord(url.split('/').pop()?.split('?')[0]))

export async function startFakeUpstream(): Promise<FakeUpstream> {
  const sockets = new Set<Socket>()
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk)
    const { method = '', url = '', headers, rawHeaders } = message
    const request = { method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString() }
    if (url === '/oauth2/token') {
      upstream.tokenCalls.push(request)
      await upstream.token(response, request, upstream.tokenCalls.length)
    } else {
      upstream.apiCalls.push(request)
      await upstream.api(response, request, upstream.apiCalls.length)
    }
  })
  server.keepAliveTimeout = 60_000
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const upstream: FakeUpstream = {
    apiUrl: new URL(`${origin}/v2`),
    tokenUrl: new URL(`${origin}/oauth2/token`),
    apiCalls: [],
    tokenCalls: [],
    api: answerRecord,
    token: grantToken,
    openSockets: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return upstream
}
