/** Incomplete and malformed responses. */
import { gzipSync } from 'node:zlib'
import { body, head, pour, type UpstreamFault } from './answers.ts'

const megabyte = 1024 * 1024
const told = { status: 502, code: 'upstream_bad_response' } as const
/** Built on first use, since it takes a moment. */
let bomb: Buffer | undefined

export const broken: readonly UpstreamFault[] = [
  {
    name: 'cut-with-length',
    faults: '4',
    does: 'a body cut short of its announced length',
    told,
    // The part sent is a valid document by itself: only the length gives it away.
    api: socket => socket.end(head(body.length + 20) + body),
  },
  {
    name: 'cut-without-length',
    faults: '5',
    does: 'a body cut short without a length, which arrives as a clean 200',
    told,
    api: socket => socket.end(head(undefined, 'Connection: close\r\n') + body.slice(0, -20)),
  },
  {
    name: 'cut-chunked',
    faults: '5',
    does: 'a chunked body without its last chunk',
    told,
    api: socket =>
      socket.end(`${head(undefined, 'Transfer-Encoding: chunked\r\n')}${body.length.toString(16)}\r\n${body}\r\n`),
  },
  {
    name: 'invalid-json',
    faults: '6',
    does: 'invalid JSON',
    told,
    api: socket => socket.write(`${head(9)}{"id": 1,}`.slice(0, -1)),
  },
  {
    name: 'json-array',
    faults: '6',
    does: 'JSON that is not an object',
    told,
    api: socket => socket.write(`${head(2)}[]`),
  },
  { name: 'empty', faults: '6', does: 'an empty body', told, api: socket => socket.write(head(0)) },
  {
    name: 'not-utf8',
    faults: '6',
    does: 'bytes that are not UTF-8',
    told,
    api: socket => socket.write(Buffer.from(`${head(9)}{"a":"\xff"}`, 'latin1')),
  },
  {
    name: 'html',
    faults: '7',
    does: 'text/html with status 200',
    told,
    api: socket => socket.write(head(body.length).replace('application/json', 'text/html') + body),
  },
  {
    name: 'no-content-type',
    faults: '7',
    does: 'no content type',
    told,
    api: socket => socket.write(head(body.length).replace('Content-Type: application/json\r\n', '') + body),
  },
  {
    name: 'flood',
    faults: '8',
    does: 'a body of 64 MB without a length',
    told,
    api: socket => {
      socket.write(head(undefined, 'Connection: close\r\n'))
      pour(socket, 64 * megabyte)
    },
  },
  {
    name: 'flood-announced',
    faults: '8',
    does: 'a body of 64 MB with its length announced',
    told,
    api: socket => {
      socket.write(head(64 * megabyte))
      pour(socket, 64 * megabyte)
    },
  },
  {
    name: 'gzip-bomb',
    faults: '9',
    does: 'a small body that unpacks to 50 MB',
    told,
    api: socket => {
      // Decompressed, it is a valid response.
      bomb ??= gzipSync(body.padEnd(50 * megabyte))
      socket.write(head(bomb.length, 'Content-Encoding: gzip\r\n'))
      socket.write(bomb)
    },
  },
  {
    name: 'packed',
    faults: '9',
    does: 'a body that says it is packed',
    told,
    api: socket => socket.write(head(body.length, 'Content-Encoding: br\r\n') + body),
  },
  {
    name: 'huge-header',
    faults: '10',
    does: 'a header of 70 kB',
    told,
    api: socket => socket.write(head(body.length, `X-Padding: ${'x'.repeat(70_000)}\r\n`) + body),
  },
  {
    name: 'garbage-status',
    faults: '10',
    does: 'a garbage status line',
    told,
    api: socket => socket.write('SMTP ready when you are\r\n\r\n'),
  },
  {
    name: 'two-lengths',
    faults: '10',
    does: 'two lengths that differ',
    told,
    api: socket => socket.write(head(body.length, 'Content-Length: 5\r\n') + body),
  },
  {
    name: 'length-and-chunks',
    faults: '10',
    does: 'a length and chunks at once, which two readers would read differently',
    told,
    api: socket => socket.write(`${head(5, 'Transfer-Encoding: chunked\r\n')}0\r\n\r\n${body}`),
  },
  {
    name: 'reset-mid-body',
    faults: '12',
    does: 'a reset in the middle of the body',
    told,
    api: socket => {
      socket.write(head(body.length + 20) + body)
      setTimeout(() => socket.resetAndDestroy(), 30)
    },
  },
]
