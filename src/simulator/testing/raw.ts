/** One GET over a bare socket: the exact bytes, and how the connection ended. */
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export type RawAnswer = {
  readonly bytes: string
  /** The state of the connection after `waitMs`. */
  readonly end: 'open' | 'closed' | 'reset'
}

/** Waits for the end of the connection, `enough` bytes or `waitMs`, whichever comes first. */
export async function rawGet(
  url: string,
  token: string,
  { waitMs = 2000, enough = Number.POSITIVE_INFINITY } = {},
): Promise<RawAnswer> {
  const { hostname, port, pathname, search } = new URL(url)
  const socket = connect(Number(port), hostname)
  let bytes = ''
  const ended = new Promise<RawAnswer['end']>(resolve => {
    socket.on('data', data => {
      bytes += data.toString('latin1')
      if (bytes.length >= enough) resolve('open')
    })
    socket.on('end', () => resolve('closed'))
    socket.on('error', () => resolve('reset'))
  })
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`)
  const end = await Promise.race([ended, delay(waitMs, 'open' as const, { ref: false })])
  socket.destroy()
  return { bytes, end }
}

/** Head and body of a response as received. */
export function parts({ bytes }: RawAnswer): { head: string; body: string } {
  const [head = '', ...rest] = bytes.split('\r\n\r\n')
  return { head, body: rest.join('\r\n\r\n') }
}
