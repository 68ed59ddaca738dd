/** A client on bare sockets that sends exact bytes. */
import { connect } from 'node:net'

export type RawReply = { readonly status: number; readonly head: string; readonly body: string; readonly all: string }

/** Sends the text and collects the response until the server closes or is silent for `ms`. */
export function sendRaw(port: number, text: string | Buffer, ms = 5000): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const chunks: Buffer[] = []
    socket.setTimeout(ms, () => socket.destroy())
    socket.on('data', chunk => chunks.push(chunk))
    socket.on('error', error => ('code' in error && error.code === 'ECONNRESET' ? undefined : reject(error)))
    socket.on('close', () => {
      const all = Buffer.concat(chunks).toString('latin1')
      const [head = '', ...rest] = all.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1]), head, body: rest.join('\r\n\r\n'), all })
    })
  })
}

/** A well-formed GET except for the test's additions. Closes the connection, so that the reply ends at once. */
export const rawGet = (target: string, headers: readonly string[] = []) =>
  `GET ${target} HTTP/1.1\r\n${['Host: localhost', ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`
