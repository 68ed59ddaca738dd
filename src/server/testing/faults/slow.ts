/** Slow upstreams. */
import { drip, head, type UpstreamFault } from './answers.ts'

const told = { status: 504, code: 'upstream_timeout' } as const

/** `paceMs` is the time between two dripped bytes. */
export const slow = (paceMs: number): readonly UpstreamFault[] => [
  { name: 'silent', faults: '1', does: 'never answers', told, api: () => undefined },
  {
    name: 'drip-headers',
    faults: '2',
    does: 'headers byte by byte',
    told,
    api: socket => drip(socket, head(1000), paceMs),
  },
  {
    name: 'drip-body',
    faults: '3',
    does: 'a body byte by byte',
    told,
    api: socket => {
      socket.write(head(1000))
      drip(socket, '{"id":"', paceMs)
    },
  },
  {
    name: 'stalled-body',
    faults: '3',
    does: 'a body that stops',
    told,
    api: socket => socket.write(`${head(1000)}{"id":`),
  },
  {
    name: 'drip-refusal',
    faults: '3',
    does: 'a 404 whose body comes byte by byte',
    told,
    api: socket => {
      socket.write('HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n')
      drip(socket, '{"title":"', paceMs)
    },
  },
]
