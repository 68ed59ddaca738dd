/** One HTTP exchange with the upstream: bounded in time and size, nothing followed, nothing retried. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Dispatcher, errors } from 'undici'

/** What came back, with the few headers that anyone here reads. `body` is empty where `wantsBody` said so. */
export type Answer = {
  readonly status: number
  readonly contentType: string | undefined
  readonly contentEncoding: string | undefined
  readonly retryAfter: string | undefined
  readonly date: string | undefined
  readonly requestId: string | undefined
  readonly body: Buffer
}

/**
 * `reset`: the connection ended before the headers were complete. `broken`: what came is no whole HTTP answer of the
 * size allowed. `unreachable`: no connection (name, route, certificate). `timeout`: any of the deadlines.
 */
export type FailureKind = 'reset' | 'broken' | 'unreachable' | 'timeout'

/** `reason` is an error code such as ECONNREFUSED; the message of the cause is dropped, since it may quote the request. */
export class TransportFailure extends Error {
  readonly kind: FailureKind
  readonly reason: string

  constructor(kind: FailureKind, reason: string) {
    super(`${kind}: ${reason}`)
    this.name = 'TransportFailure'
    this.kind = kind
    this.reason = reason
  }
}

/** Nothing was sent: there was no connection before `mayStart` said no. */
export class NotSent extends Error {}

/** The kind of whatever `exchange` threw. */
export const failureKind = (error: unknown): FailureKind => (error instanceof TransportFailure ? error.kind : 'broken')

export type Exchange = {
  readonly method: 'GET' | 'POST'
  /** Path and query, percent-encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly deadline: AbortSignal
  /** The most bytes of a 200. */
  readonly maxBytes: number
  /** Asked once a connection is there, just before the request is written. */
  readonly mayStart?: () => boolean
}

/** The words of an error answer are short; a longer one is not worth reading. */
const maxErrorBytes = 64 * 1024

const discardMs = 1000

/** The error answers whose body is read for Paxos's own words. */
const wordy = new Set([400, 403, 404])

/**
 * Sends one request to the origin of an address, over a pool or anything that dispatches like one. Rejects with a
 * `TransportFailure`, or with `NotSent`.
 */
export const exchange = (dispatcher: Dispatcher, { origin }: URL, request: Exchange): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, path, headers, body = null } = request
    try {
      dispatcher.dispatch({ method, origin, path, headers, body }, new Receiver(request, resolve, reject))
    } catch (error) {
      reject(classify(error))
    }
  })

type Head = Omit<Answer, 'body'>

/**
 * Takes one answer off its connection. By the dispatcher's own callbacks, since `request()` doesn't say when a connection
 * is there.
 */
class Receiver implements Dispatcher.DispatchHandler {
  private readonly request: Exchange
  private readonly resolve: (answer: Answer) => void
  private readonly reject: (failure: Error) => void
  private controller: Dispatcher.DispatchController | undefined
  private head: Head | undefined
  private maxBytes: number
  private isError = false
  private readonly chunks: Buffer[] = []
  private size = 0
  private settled = false
  private discarding: NodeJS.Timeout | undefined

  constructor(request: Exchange, resolve: (answer: Answer) => void, reject: (failure: Error) => void) {
    this.request = request
    this.resolve = resolve
    this.reject = reject
    this.maxBytes = request.maxBytes
    if (request.deadline.aborted) this.onDeadline()
    else request.deadline.addEventListener('abort', this.onDeadline)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    // Thrown, it keeps the request back and the connection open.
    if (this.settled) throw givenUp
    if (this.request.mayStart?.() === false) throw new NotSent()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Only informs; the answer is still to come.
    if (status < 200) return
    this.head = headOf(status, headers)
    const { method } = this.request
    this.isError = method === 'POST' ? status >= 300 : status !== 200
    if (!this.isError) {
      if (Number(headers['content-length']) > this.maxBytes) this.tooLarge()
      return
    }
    this.maxBytes = maxErrorBytes
    if (method === 'POST' || wordy.has(status)) return
    this.settle(this.head, nothing)
    // Taken off the connection all the same, so that it can serve again; not for long, or one that drips would keep it.
    this.discarding = setTimeout(() => this.controller?.abort(givenUp), discardMs)
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length
    if (this.size > this.maxBytes) this.tooLarge()
    else if (!this.settled) this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    clearTimeout(this.discarding)
    const [first = nothing] = this.chunks
    if (this.head) this.settle(this.head, this.chunks.length <= 1 ? first : Buffer.concat(this.chunks, this.size))
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.discarding)
    if (error instanceof NotSent) {
      this.fail(error)
      return
    }
    const failure = classify(error)
    const inBody = this.head && failure.kind !== 'timeout'
    this.fail(inBody ? new TransportFailure('broken', failure.reason) : failure)
  }

  private readonly onDeadline = () => {
    this.fail(new TransportFailure('timeout', 'DEADLINE'))
    this.controller?.abort(givenUp)
  }

  /** The connection is closed, since taking the rest off it would be as much work as reading it. */
  private tooLarge() {
    // An error without its words is an error still.
    if (this.head && this.isError) this.settle(this.head, nothing)
    else this.fail(new TransportFailure('broken', 'TOO_LARGE'))
    this.controller?.abort(givenUp)
  }

  private settle(head: Head, body: Buffer) {
    this.leave()
    this.resolve({ ...head, body })
  }

  private fail(failure: TransportFailure | NotSent) {
    this.leave()
    this.reject(failure)
  }

  private leave() {
    this.settled = true
    this.request.deadline.removeEventListener('abort', this.onDeadline)
  }
}

const nothing = Buffer.alloc(0)
/** Why a connection is closed that something is still to come on. */
const givenUp = new Error('given up')

function headOf(status: number, headers: IncomingHttpHeaders): Head {
  const header = (name: string) => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  return {
    status,
    contentType: header('content-type'),
    contentEncoding: header('content-encoding'),
    retryAfter: header('retry-after'),
    date: header('date'),
    requestId: header('x-request-id'),
  }
}

const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])
const resets = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/** The proxy for calls out could not be reached, or refused. */
const proxyFailures = new Set(['UND_ERR_PRX_CONN', 'UND_ERR_PRX_TLS', 'UND_ERR_ABORTED'])

/** `PROXY_407` for a status that it answered with; the library says that in words only. */
function proxyReason(error: unknown, code: string): string {
  const status = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined
  return status === undefined ? code : `PROXY_${status}`
}

function classify(error: unknown): TransportFailure {
  const code = error instanceof Error && 'code' in error && error.code ? String(error.code) : 'UNKNOWN'
  if (timeouts.has(code)) return new TransportFailure('timeout', code)
  if (resets.has(code)) return new TransportFailure('reset', code)
  if (proxyFailures.has(code)) return new TransportFailure('unreachable', proxyReason(error, code))
  if (error instanceof errors.UndiciError) return new TransportFailure('broken', code)
  // The parser's own errors stand outside that family, and some have no code.
  if (error instanceof errors.HTTPParserError) return new TransportFailure('broken', code)
  return new TransportFailure('unreachable', code)
}
