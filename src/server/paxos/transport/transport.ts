/** One HTTP exchange with Paxos: bounded in time and size, no redirects, no retries. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Dispatcher, errors } from 'undici'

/** An answer with the headers that are read here. `body` is empty for most errors. */
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
 * `reset`: the connection ended before the headers were complete. `broken`: not a complete HTTP answer of the allowed
 * size. `unreachable`: no connection (name, route, certificate, proxy). `timeout`: any of the deadlines.
 */
export type FailureKind = 'reset' | 'broken' | 'unreachable' | 'timeout'

/** `reason` is an error code such as ECONNREFUSED. The message of the cause is dropped: it may quote the request. */
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

/** The kind of an error that `exchange` threw. */
export const failureKind = (error: unknown): FailureKind => (error instanceof TransportFailure ? error.kind : 'broken')

export type Exchange = {
  readonly method: 'GET' | 'POST'
  /** Path and query, percent-encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly deadline: AbortSignal
  /** The maximum size of a 200. */
  readonly maxBytes: number
  /** Called when a connection is ready, just before the request is written. */
  readonly mayStart?: () => boolean
}

/** Error bodies are short; a longer one is not read. */
const maxErrorBytes = 64 * 1024

const discardMs = 1000

/** The errors whose body is read for what Paxos says. */
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

/** Receives one answer through the dispatcher's callbacks: `request()` doesn't tell when a connection is ready. */
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
    // Throwing here cancels the request and keeps the connection.
    if (this.settled) throw abandoned
    if (this.request.mayStart?.() === false) throw new NotSent()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Informational; the final answer follows.
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
    // The body is drained so that the connection can be reused, but not for long: it may drip.
    this.discarding = setTimeout(() => this.controller?.abort(abandoned), discardMs)
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
    this.controller?.abort(abandoned)
  }

  /** Closes the connection, since draining the rest would be as much work as reading it. */
  private tooLarge() {
    // An error without its body is still an error.
    if (this.head && this.isError) this.settle(this.head, nothing)
    else this.fail(new TransportFailure('broken', 'TOO_LARGE'))
    this.controller?.abort(abandoned)
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
/** Why a connection is closed before the answer is complete. */
const abandoned = new Error('given up')

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

/** The proxy for outgoing calls can't be reached, or refused. */
const proxyFailures = new Set(['UND_ERR_PRX_CONN', 'UND_ERR_PRX_TLS', 'UND_ERR_ABORTED'])

/** `PROXY_407` if the proxy answered with a status, which the library puts into the message only. */
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
  // The parser's errors are not UndiciErrors, and some have no code.
  if (error instanceof errors.HTTPParserError) return new TransportFailure('broken', code)
  return new TransportFailure('unreachable', code)
}
