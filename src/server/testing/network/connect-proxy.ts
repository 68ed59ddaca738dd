/** A proxy for calls out as companies have them: tunnels by CONNECT, on loopback, to where a test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

type Mode = 'open' | 'hang' | 'drop' | number

export type ConnectProxy = {
  readonly port: number
  /** Each tunnel that was asked for: `host:port`, and the headers. */
  readonly tunnels: { readonly target: string; readonly headers: IncomingHttpHeaders }[]
  /** Requests that were sent without a tunnel. */
  readonly forwarded: string[]
  /** What it does: a status refuses, `hang` never answers, `drop` closes the connection. */
  mode: Mode | ((target: string) => Mode)
  readonly openTunnels: () => number
  readonly close: () => Promise<void>
}

/** `portOf` says on which port of this machine the host of a tunnel is; undefined: nowhere. */
export async function startConnectProxy(portOf: (host: string) => number | undefined): Promise<ConnectProxy> {
  const sockets = new Set<Socket>()
  let open = 0
  const server = createServer((request, response) => {
    proxy.forwarded.push(request.url ?? '')
    response.writeHead(501).end()
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.on('connect', (request, inbound: Socket) => {
    const target = request.url ?? ''
    proxy.tunnels.push({ target, headers: request.headers })
    const port = portOf(target.replace(/:\d+$/, ''))
    const mode = typeof proxy.mode === 'function' ? proxy.mode(target) : proxy.mode
    if (mode === 'hang') return
    if (mode === 'drop') return inbound.destroy()
    if (mode !== 'open' || port === undefined) {
      return inbound.end(`HTTP/1.1 ${mode === 'open' ? 502 : mode} No\r\ncontent-length: 0\r\n\r\n`)
    }
    open += 1
    const outbound = connect(port, '127.0.0.1', () => inbound.write('HTTP/1.1 200 Connection established\r\n\r\n'))
    sockets.add(outbound)
    outbound.on('error', () => undefined)
    inbound.pipe(outbound)
    outbound.pipe(inbound)
    inbound.on('close', () => outbound.destroy())
    outbound.on('close', () => {
      open -= 1
      inbound.destroy()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const proxy: ConnectProxy = {
    port: (server.address() as AddressInfo).port,
    tunnels: [],
    forwarded: [],
    mode: 'open',
    openTunnels: () => open,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return proxy
}
