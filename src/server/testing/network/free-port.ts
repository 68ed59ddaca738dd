/** A free port on loopback. */
import { type AddressInfo, createServer } from 'node:net'

/** Another process could take it first, but the kernel hands out other ports before this one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
