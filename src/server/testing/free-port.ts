/** A port of the loopback interface that nobody listens on. */
import { type AddressInfo, createServer } from 'node:net'

/** Another process may take it before it is used; the kernel hands out others first. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
