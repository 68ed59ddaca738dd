/** Parses Paxos's answers: data, or a fault. */
import { hash } from 'node:crypto'
import { parse } from 'secure-json-parse'
import { missingScope, readProblem } from '#paxos/problem.ts'
import { Fault } from '../../fault.ts'
import type { Answer, TransportFailure } from '../transport/transport.ts'

/**
 * Data from Paxos: the original bytes, which are passed on, since re-serialising turns `1.10` into `1.1`; and the parsed
 * JSON, which is only looked at.
 */
export type Reading = {
  readonly body: Buffer
  readonly etag: string
  readonly readAt: Date
  readonly json: Readonly<Record<string, unknown>>
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The data of a 200 that is a complete JSON object; throws a `Fault` for any other answer. */
export function parseResponse(answer: Answer, readAt: Date): Reading {
  if (answer.status !== 200) throw refusal(answer)
  if (!/^application\/json[ \t]*(;|$)/i.test(answer.contentType ?? '')) throw unreadable('content_type')
  // Compression was not requested, and nothing is decompressed: a small answer stays small.
  if (!/^(identity)?$/i.test(answer.contentEncoding ?? '')) throw unreadable('content_encoding')
  return readingOf(answer.body, readAt)
}

/** Parses bytes that must be a complete JSON object; throws a `Fault` otherwise. */
export function readingOf(body: Buffer, readAt: Date): Reading {
  let json: unknown
  try {
    // Metadata is customers' text and may have a key named __proto__: it is removed from the parsed copy only.
    json = parse(utf8.decode(body), { protoAction: 'remove', constructorAction: 'remove' })
  } catch {
    // A body that was cut short without a Content-Length arrives as a 200; only the parser notices.
    throw unreadable('json')
  }
  if (!isObject(json)) throw unreadable('no_object')
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`
  return { body: withoutRest(body), etag, readAt, json }
}

/** Copies a slice, so that keeping it doesn't keep the network chunk or the whole list that it is part of. */
const withoutRest = (body: Buffer): Buffer =>
  body.length === body.buffer.byteLength ? body : Buffer.from(Uint8Array.from(body).buffer)

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const unreadable = (reason: string) =>
  new Fault('upstream_bad_response', 'Paxos sent something that is not a complete JSON document.', {
    upstream: { status: 200 },
    reason,
  })

/** The fault of an answer other than 200. 401 and 429 are handled before. */
function refusal(answer: Answer): Fault {
  const { status } = answer
  const said = wordsOf(answer)
  const upstream = { status, ...said }
  switch (status) {
    case 400:
      return new Fault('bad_request', said.detail ?? 'Paxos could not read this request.', { upstream })
    case 404:
      return new Fault('not_found', 'Paxos has no record with this ID.', { upstream })
    case 403: {
      const scope = missingScope(said.detail)
      return new Fault('upstream_forbidden', said.detail ?? 'Paxos refused this request.', {
        upstream,
        ...(scope !== undefined && { scope }),
      })
    }
  }
  if (status >= 500) {
    return new Fault('upstream_unavailable', `Paxos had a problem (${status}).`, {
      status: status === 503 ? 503 : 502,
      upstream,
      reason: `status_${status}`,
    })
  }
  const detail =
    status < 400
      ? 'Paxos returned a redirect, which is not followed.'
      : `Paxos returned an unexpected status (${status}).`
  return new Fault('upstream_bad_response', detail, { upstream, reason: `status_${status}` })
}

/** What Paxos says about the problem, bounded: the page shows it as text. */
function wordsOf({ body, requestId }: Answer) {
  let json: unknown
  try {
    json = parse(body.toString(), { protoAction: 'remove', constructorAction: 'remove' })
  } catch {
    json = {}
  }
  const { type, title, detail, request_id } = readProblem(json)
  const id = request_id ?? requestId
  return {
    ...(type !== undefined && { type: type.slice(0, 300) }),
    ...(title !== undefined && { title: title.slice(0, 300) }),
    ...(detail !== undefined && { detail: detail.slice(0, 2000) }),
    ...(id !== undefined && { requestId: id.slice(0, 200) }),
  }
}

/** The fault of an exchange without a complete answer. */
export function failureFault({ kind, reason }: TransportFailure): Fault {
  switch (kind) {
    case 'timeout':
      return new Fault('upstream_timeout', 'Paxos did not answer in time.', { reason })
    case 'broken':
      return new Fault('upstream_bad_response', 'Paxos sent something that is not a complete answer.', { reason })
    case 'reset':
      return new Fault('upstream_unavailable', 'Paxos closed the connection.', { reason })
    case 'unreachable':
      return new Fault('upstream_unavailable', 'Paxos could not be reached.', { reason })
  }
}
