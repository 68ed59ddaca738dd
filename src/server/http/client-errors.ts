/** Answers to what is not an HTTP request: the parser gave up, so there is no request object, only a socket. */
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { Fault, problemDocument } from '../fault.ts'
import type { LineLimit } from '../observe/line-limit.ts'
import type { Metrics } from '../observe/metrics.ts'
import { traceOf } from '../observe/trace.ts'
import type { HeaderTable } from './headers.ts'
import { problemType } from './problem-reply.ts'

type ParserError = Error & { readonly code?: string }

type ClientErrorOptions = {
  readonly headers: HeaderTable
  readonly log: Logger
  readonly metrics: Metrics
  readonly limit: LineLimit
  /** Whether an answer is on its way on this connection; a second head would corrupt it. */
  readonly isAnswering: (socket: Socket) => boolean
}

export function clientErrorHandler({ headers, log, metrics, limit, isAnswering }: ClientErrorOptions) {
  return (error: ParserError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) {
      socket.destroy()
      return
    }
    // Its headers could not be read.
    const trace = traceOf(randomUUID(), undefined)
    const { requestId, traceId } = trace
    const fault = faultOf(error.code)
    const route = '(unreadable)'
    metrics.request(route, fault.status, 0)
    if (limit.admits('request', route)) {
      log.info({ requestId, traceId, route, status: fault.status, code: fault.code, reason: error.code }, 'request')
    }
    if (!socket.writable || isAnswering(socket)) {
      socket.destroy()
      return
    }
    const body = JSON.stringify(problemDocument(fault, trace))
    const head = {
      ...headers,
      'content-type': problemType,
      'cache-control': 'no-store',
      'x-request-id': requestId,
      date: new Date().toUTCString(),
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status]}\r\n${lines.join('')}\r\n${body}`)
  }
}

function faultOf(code: string | undefined): Fault {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Fault('bad_request', 'The address or the headers are too large.', { status: 431 })
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Fault('bad_request', 'The request took too long to arrive.', { status: 408 })
    default:
      return new Fault('bad_request', 'This is not a well-formed HTTP request.')
  }
}
