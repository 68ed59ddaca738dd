/** One HTTP exchange with the upstream: bounded in time and size, nothing followed, nothing retried. */
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

/** The kind of whatever `exchange` threw. */
export const failureKind = (error: unknown): FailureKind => (error instanceof TransportFailure ? error.kind : 'broken')

export type Exchange = {
  readonly method: 'GET' | 'POST'
  /** Path and query, percent-encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  /** The most bytes of a 200. */
  readonly maxBytes: number
}

/** The words of an error answer are short; a longer one is not worth reading. */
const maxErrorBytes = 64 * 1024

const discardMs = 1000

/** The error answers whose body is read for Paxos's own words. */
const wordy = new Set([400, 403, 404])

/** Sends one request over a pool (or anything that dispatches like one). */
export async function exchange(dispatcher: Dispatcher, request: Exchange): Promise<Answer> {
  const { method, path, headers, body, signal } = request
  try {
    const response = await dispatcher.request({ method, path, headers, body: body ?? null, signal })
    const header = (name: string) => {
      const value = response.headers[name]
      return Array.isArray(value) ? value[0] : value
    }
    return {
      status: response.statusCode,
      contentType: header('content-type'),
      contentEncoding: header('content-encoding'),
      retryAfter: header('retry-after'),
      date: header('date'),
      requestId: header('x-request-id'),
      body: await readBody(response, request),
    }
  } catch (error) {
    throw error instanceof TransportFailure ? error : classify(error, signal)
  }
}

async function readBody({ statusCode, headers, body }: Dispatcher.ResponseData, request: Exchange): Promise<Buffer> {
  const isError = request.method === 'POST' ? statusCode >= 300 : statusCode !== 200
  if (!isError) {
    const announced = Number(headers['content-length'])
    if (announced > request.maxBytes) {
      body.on('error', () => undefined).destroy()
      throw new TransportFailure('broken', 'TOO_LARGE')
    }
    const bytes = await collect(body, request)
    if (bytes) return bytes
    throw new TransportFailure('broken', 'TOO_LARGE')
  }
  if (request.method === 'POST' || wordy.has(statusCode)) {
    const bytes = await collect(body, { ...request, maxBytes: maxErrorBytes })
    return bytes ?? Buffer.alloc(0)
  }
  discard(body)
  return Buffer.alloc(0)
}

/**
 * Takes a body that nobody reads off the connection, so that the connection can serve again; not for long, or one that
 * drips would keep it. Not awaited, so that a 429 counts from its first line.
 */
function discard(body: Dispatcher.ResponseData['body']) {
  const timer = setTimeout(() => body.destroy(), discardMs)
  body
    .on('error', () => undefined)
    .dump({ limit: maxErrorBytes })
    .catch(() => undefined)
    .finally(() => clearTimeout(timer))
}

/** The whole body, or undefined when it is larger than allowed (the connection is then closed). */
async function collect(
  body: Dispatcher.ResponseData['body'],
  { maxBytes, signal }: Pick<Exchange, 'maxBytes' | 'signal'>,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > maxBytes) {
        body.destroy()
        return undefined
      }
      chunks.push(chunk)
    }
  } catch (error) {
    const failure = classify(error, signal)
    throw failure.kind === 'timeout' ? failure : new TransportFailure('broken', failure.reason)
  }
  return Buffer.concat(chunks, size)
}

const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])
const resets = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

function classify(error: unknown, signal: AbortSignal): TransportFailure {
  const code = error instanceof Error && 'code' in error && error.code ? String(error.code) : 'UNKNOWN'
  if (signal.aborted) return new TransportFailure('timeout', 'DEADLINE')
  if (timeouts.has(code)) return new TransportFailure('timeout', code)
  if (resets.has(code)) return new TransportFailure('reset', code)
  if (error instanceof errors.UndiciError) return new TransportFailure('broken', code)
  // The parser's own errors stand outside that family, and some have no code.
  if (error instanceof errors.HTTPParserError) return new TransportFailure('broken', code)
  return new TransportFailure('unreachable', code)
}
