/** Requests that no browser would send, by name: one table for the tests and `npm run faults -- inbound`. */
import { rawGet } from '../network/raw-client.ts'

export type InboundFault = {
  readonly name: string
  /** Its number in docs/security.md. */
  readonly faults: string
  readonly does: string
  /** One character is one byte. */
  readonly bytes: string
  /** The required status; 0 is a closed connection without a response. */
  readonly status: number
}

const api = '/api/sandbox/v2/events'
const post = 'POST /api/csp-report HTTP/1.1\r\nHost: localhost\r\n'
const get = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n'

const target = (name: string, does: string, text: string): InboundFault => ({
  name,
  faults: '31',
  does,
  bytes: rawGet(text),
  status: 400,
})

const framing = (name: string, does: string, bytes: string): InboundFault => ({
  name,
  faults: '33',
  does,
  bytes,
  status: 400,
})

export const targets: readonly InboundFault[] = [
  target('absolute-form', 'absolute form', 'http://localhost/api/sandbox/v2/events'),
  target('absolute-form-elsewhere', 'absolute form of another host', 'http://api.paxos.com/v2/events'),
  target('no-slash', 'no slash', 'api/sandbox/v2/events'),
  target('asterisk', 'an asterisk', '*'),
  target('two-slashes', 'two slashes', `/${api}`),
  target('two-slashes-within', 'two slashes within', '/api//sandbox/v2/events'),
  target('backslash', 'a backslash', '/api\\sandbox/v2/events'),
  target('fragment', 'a fragment', `${api}#x`),
  target('encoded-slash', 'an encoded slash', '/api%2fsandbox/v2/events'),
  target('encoded-backslash', 'an encoded backslash', '/api/sandbox%5cv2/events'),
  target('encoded-letter', 'an encoded letter', '/%61pi/sandbox/v2/events'),
  target('encoded-letter-within', 'an encoded letter within', '/api/sandbox/v2/e%76ents'),
  target('encoded-dot', 'an encoded dot', '/api/sandbox/v2/%2e/events'),
  target('dot-segment', 'a dot segment', '/api/sandbox/v2/./events'),
  target('encoded-nul', 'an encoded NUL in the path', `${api}%00`),
  target('encoded-nul-query', 'an encoded NUL in the query', `${api}?type=%00`),
  target('encoded-nul-page', 'an encoded NUL in the query of a page', '/sandbox?x=%00'),
  target('encoded-line-break', 'an encoded line break', `${api}%0d%0aX-Evil:1`),
  target('half-escape', 'half an escape', `${api}%2`),
  target('bad-escape', 'an escape that is not UTF-8', `${api}%ff`),
  target('non-ascii', 'bytes above ASCII', `${api}\u00c3\u00a9`),
  target('control-byte', 'a control byte', `${api}\u0001`),
  target('tab', 'a tab', `${api}\tx`),
]

export const framings: readonly InboundFault[] = [
  framing('two-hosts', 'two Hosts', `${get}Host: localhost\r\n\r\n`),
  framing('two-hosts-differ', 'two Hosts that differ', `${get}Host: evil.example\r\n\r\n`),
  framing('no-host', 'no Host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n'),
  framing('host-path', 'a Host with a path', 'GET /livez HTTP/1.1\r\nHost: localhost/evil\r\n\r\n'),
  framing('host-user', 'a Host with a user', 'GET /livez HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n'),
  framing(
    'length-and-chunks',
    'a length and chunks',
    `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ),
  framing('two-lengths', 'two lengths', `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`),
  framing('odd-coding', 'an odd transfer coding', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`),
  framing('folded-header', 'a folded header', `${get}X-A: b\r\n c\r\n\r\n`),
  framing('space-before-colon', 'a space before the colon', 'GET /livez HTTP/1.1\r\nHost : localhost\r\n\r\n'),
  framing('bare-line-feeds', 'bare line feeds', 'GET /livez HTTP/1.1\nHost: localhost\n\n'),
  framing('bare-line-feed', 'a bare line feed in a header', `${get}X-A: b\nX-B: c\r\n\r\n`),
  framing('bare-carriage-return', 'a bare carriage return in a header', `${get}X-A: b\rX-B: c\r\n\r\n`),
  framing('nul-in-header', 'a NUL in a header', `${get}X-A: b\0c\r\n\r\n`),
  framing('get-with-body', 'a GET with a body', `${get}Content-Length: 5\r\n\r\nhello`),
  framing('get-with-chunks', 'a GET with chunks', `${get}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`),
  framing('tls', 'no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'),
  framing('http2', 'another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
]

export const excesses: readonly InboundFault[] = [
  {
    name: 'huge-url',
    faults: '34',
    does: 'an address of 20 kB',
    bytes: rawGet(`/livez?${'x'.repeat(20_000)}`),
    status: 431,
  },
  {
    name: 'huge-cookie',
    faults: '34',
    does: 'a cookie of 20 kB',
    bytes: rawGet('/livez', [`Cookie: a=${'x'.repeat(20_000)}`]),
    status: 431,
  },
  {
    name: 'long-url',
    faults: '34',
    does: 'an address over 8 KiB',
    bytes: rawGet(`/livez?${'x'.repeat(8192)}`),
    status: 414,
  },
  {
    name: 'delete',
    faults: '35',
    does: 'DELETE of a record',
    bytes: rawGet(api).replace('GET', 'DELETE'),
    status: 405,
  },
  {
    name: 'connect',
    faults: '35',
    does: 'CONNECT to another host',
    bytes: 'CONNECT api.paxos.com:443 HTTP/1.1\r\nHost: api.paxos.com:443\r\n\r\n',
    status: 0,
  },
  {
    name: 'huge-body',
    faults: '34',
    does: 'a body of 100 MB, announced',
    bytes: `${post}Content-Type: application/json\r\nContent-Length: 100000000\r\n\r\n`,
    status: 413,
  },
  {
    name: 'slow-headers',
    faults: '64',
    does: 'headers that never end',
    bytes: 'GET /livez HTTP/1.1\r\nHost: local',
    status: 408,
  },
  {
    name: 'slow-body',
    faults: '64',
    does: 'a body that never ends',
    bytes: `${post}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n[`,
    status: 408,
  },
]

export const inboundFaults: readonly InboundFault[] = [...targets, ...framings, ...excesses]
