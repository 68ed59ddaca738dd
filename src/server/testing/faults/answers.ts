/** Building blocks of the misbehaving upstreams. */
import type { Socket } from 'node:net'
import type { ProblemCode } from '#domain/problems/problem-code.ts'
import type { RawAnswer } from '../upstream/raw-upstream.ts'

export type UpstreamFault = {
  readonly name: string
  /** Its number in docs/security.md. */
  readonly faults: string
  readonly does: string
  /** The response to a client that requests a record. */
  readonly told: { readonly status: number; readonly code: ProblemCode | undefined }
  /** The response to a read; a valid one if the fault is in the token. */
  readonly api?: RawAnswer
  readonly token?: RawAnswer
}

/** A valid record with a marker that shows where parts of it leak. */
export const body = '{"id":"id-1","status":"PROCESSING","metadata":{"note":"partial-marker"}}'

/** The head of a JSON 200; without a length unless one is given. */
export const head = (length: number | undefined, extra = ''): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${length === undefined ? '' : `Content-Length: ${length}\r\n`}${extra}\r\n`

export const good = (socket: Socket): unknown => socket.write(head(body.length) + body)

/** A complete response with another status. */
export function refusal(status: number, json: unknown, extra = ''): (socket: Socket) => unknown {
  const text = JSON.stringify(json)
  return socket =>
    socket.write(
      `HTTP/1.1 ${status} Whatever\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n${extra}\r\n${text}`,
    )
}

/** Writes one byte every `ms` until the client disconnects. */
export function drip(socket: Socket, text: string, ms: number): void {
  let at = 0
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(text[at++] ?? ' ')), ms)
  socket.on('close', () => clearInterval(timer))
}

/** Writes as fast as the client reads, until it disconnects or that many bytes are written. */
export function pour(socket: Socket, bytes = Number.POSITIVE_INFINITY): void {
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  let left = bytes
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length
      if (!socket.write(chunk)) return
    }
  }
  socket.on('drain', more)
  more()
}
