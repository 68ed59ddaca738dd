/** TLS in front of a plain server of this machine, with a certificate that this process trusts from then on. */
import { type AddressInfo, connect } from 'node:net'
import { createServer, getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { selfSigned } from './self-signed.ts'

export type TlsFront = {
  readonly port: number
  /** The certificate, for processes that are to trust it. */
  readonly cert: string
  readonly sockets: TLSSocket[]
  readonly close: () => Promise<void>
}

/** `host` is whom the certificate is for: `*.example.test`. */
export async function startTlsFront(host: string, plainPort: number): Promise<TlsFront> {
  const { key, cert } = selfSigned(host)
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, cert])
  const sockets: TLSSocket[] = []
  const server = createServer({ key, cert, ALPNProtocols: ['h2', 'http/1.1'] }, socket => {
    sockets.push(socket)
    const inner = connect(plainPort, '127.0.0.1')
    socket.on('error', () => undefined)
    inner.on('error', () => undefined)
    socket.pipe(inner)
    inner.pipe(socket)
    socket.on('close', () => inner.destroy())
    inner.on('close', () => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cert,
    sockets,
    close: async () => {
      setDefaultCACertificates(trusted)
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
