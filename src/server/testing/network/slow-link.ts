/** A slow link to a server on this machine. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type SlowLink = { readonly port: number; readonly close: () => Promise<void> }

/** `delayMs` is called for each chunk of a response; chunks stay in order. */
export async function startSlowLink(port: number, delayMs: () => number): Promise<SlowLink> {
  const sockets = new Set<Socket>()
  const server = createServer(inbound => {
    const outbound = connect(port, '127.0.0.1')
    let last = Promise.resolve()
    outbound.on('data', data => {
      const due = new Promise<void>(resolve => setTimeout(resolve, delayMs()))
      last = last.then(() => due).then(() => void inbound.write(data))
    })
    inbound.on('data', data => outbound.write(data))
    for (const [one, other] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => other.destroy())
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
