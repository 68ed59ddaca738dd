/** Audits who read which orchestration: one line for each visit, not for each refresh. */
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import { digestOf } from '../digest.ts'
import type { ReadRequest } from '../paxos/calls/request-path.ts'
import type { Audit } from './audit.ts'

/** Reads of the same by the same person within this are one look. */
const lookMs = 10 * 60_000
/** About 3 MB. A look that is forgotten early is logged once more. */
const maxLooks = 20_000

/** `key` tells a read by ID from every other. */
export type RecordRead = (request: FastifyRequest, environment: string, read: ReadRequest, key: string) => void

/** Queries that name records by ID; a reference ID is the customer's own text and stays out of the log. */
const idParameters = ['orchestration_id', 'ids']

export function recordReads(audit: Audit, clock: Clock): RecordRead {
  /** When each was logged, by digest. */
  const looks = new LRUCache<string, number>({ max: maxLooks })
  return (request, environment, read, key) => {
    const subject = request.person?.subject
    // However else two lists differ, they are one look at the records that both name.
    const what = read.id === undefined ? `${environment} ${read.endpoint} ${idsOf(read)?.join(' ') ?? ''}` : key
    const look = digestOf(`${subject ?? ''} ${what}`)
    const now = clock.now()
    if (now - (looks.get(look) ?? Number.NEGATIVE_INFINITY) < lookMs) return
    looks.set(look, now)
    audit('read', { subject, requestId: request.id, environment, endpoint: read.endpoint, ids: idsOf(read) })
  }
}

function idsOf(read: ReadRequest): readonly string[] | undefined {
  if (read.id !== undefined) return [read.id]
  const ids = idParameters.flatMap(name => read.query?.[name] ?? [])
  return ids.length > 0 ? ids.map(String) : undefined
}
