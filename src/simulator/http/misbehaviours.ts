/** The response of each sentinel. Some write to the bare socket, since no HTTP library would send them. */
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import type { Misbehaviour } from '../data/sentinels.ts'
import { parsed } from '../data/values/json.ts'
import { badRequest, insufficientScopes, notFound, Refusal, unauthorized } from './problems.ts'

export type Exchange = {
  readonly reply: FastifyReply
  readonly id: string
  readonly scopes: ReadonlySet<string>
  readonly requiredScope: string
  /** A normal record with this ID, as JSON text. */
  readonly text: () => string
  /** `http://127.0.0.1:port` of this simulator. */
  readonly origin: string
  /** The number of earlier reads of this ID. */
  readonly timesRead: number
  readonly dripMs: number
  /** Starts the penalty of the caller's address; throw the result. */
  readonly punish: () => Error
}

/** Answers with a JSON text, throws a refusal, or returns undefined after taking over the socket. */
export const misbehaviours: Readonly<Record<Misbehaviour, (exchange: Exchange) => string | undefined>> = {
  'bad-request': ({ id }) => refuse(badRequest(`invalid orchestration id "${id}"`)),
  unauthorized: () => refuse(unauthorized('the credential behind this token was revoked')),
  'forbidden-scope': ({ scopes, requiredScope }) => refuse(insufficientScopes(scopes, requiredScope)),
  'forbidden-other': () =>
    refuse(new Refusal(403, 'Account Restricted', 'this account is under review; contact your Paxos representative')),
  'not-found': ({ id }) => refuse(notFound(`orchestration not found: ${id}`)),
  'rate-limited': ({ punish }) => refuse(punish()),
  'server-error': () => refuse(new Refusal(500, 'Internal Server Error', 'unexpected error')),
  unavailable: ({ reply }) => {
    reply.code(503).type('text/plain')
    return 'upstream connect error or disconnect/reset before headers'
  },
  recovers: ({ timesRead, text }) =>
    timesRead < 2 ? refuse(new Refusal(503, 'Service Unavailable', 'try again later')) : text(),
  hangs: ({ reply }) => void socketOf(reply),
  'headers-drip': ({ reply, text, dripMs }) => drip(socketOf(reply), whole(text()), dripMs),
  'body-drip': ({ reply, text, dripMs }) => {
    const socket = socketOf(reply)
    const body = text()
    socket.write(head(body.length))
    drip(socket, body, dripMs)
  },
  'cut-with-length': ({ reply, text }) => void socketOf(reply).end(halfOf(text())),
  'cut-without-length': ({ reply, text }) => void socketOf(reply).end(head() + half(text())),
  reset: ({ reply }) => void socketOf(reply).resetAndDestroy(),
  'reset-mid-body': ({ reply, text }) => {
    const socket = socketOf(reply)
    // Only once the bytes are sent: a reset discards the buffer.
    socket.write(halfOf(text()), () => setTimeout(() => socket.resetAndDestroy(), 20).unref())
  },
  'not-json': ({ text }) => `${text().slice(0, -1)},}`,
  html: ({ reply }) => {
    reply.type('text/html; charset=utf-8')
    return '<!doctype html><title>Access gateway</title><h1>Please sign in</h1>'
  },
  empty: () => '',
  'list-instead': ({ text }) => `[${text()}]`,
  redirect: ({ reply, origin }) => {
    reply.code(302).header('location', `${origin}/latest/meta-data/iam/security-credentials/`)
    return ''
  },
  huge: ({ text }) => padded(text(), 12_000_000),
  'gzip-bomb': ({ reply, text }) => {
    reply.hijack()
    const body = gzipSync(padded(text(), 64_000_000))
    reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body)
    return undefined
  },
  'huge-header': ({ reply, text }) => {
    reply.header('x-padding', 'x'.repeat(70_000))
    return text()
  },
  garbage: ({ reply }) => void socketOf(reply).end('220 mail.example ESMTP ready\r\n'),
  'prototype-keys': ({ text }) => {
    const metadata = '{"__proto__":{"admin":true},"constructor":"Object","my_id":"prototype-keys"}'
    return JSON.stringify({ ...parsed(text()), metadata: parsed(metadata) })
  },
}

function refuse(refusal: Error): never {
  throw refusal
}

/** Takes the socket from the HTTP library. */
function socketOf(reply: FastifyReply): Socket {
  reply.hijack()
  const { socket } = reply.raw
  if (!socket) throw new Error('the connection is gone')
  return socket
}

const head = (length?: number) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${length === undefined ? '' : `content-length: ${length}\r\n`}connection: close\r\n\r\n`

const half = (text: string) => text.slice(0, text.length / 2)
const whole = (text: string) => head(text.length) + text
const halfOf = (text: string) => head(text.length) + half(text)

function drip(socket: Socket, text: string, everyMs: number): undefined {
  let sent = 0
  const timer = setInterval(() => {
    socket.write(text.charAt(sent))
    sent += 1
    if (sent === text.length) socket.end()
  }, everyMs)
  socket.once('close', () => clearInterval(timer))
}

/** The record with that many bytes of metadata. */
const padded = (text: string, bytes: number) =>
  text.replace(
    '"metadata":{',
    () => `"metadata":{"padding":"${'x'.repeat(bytes)}"${text.includes('"metadata":{}') ? '' : ','}`,
  )
