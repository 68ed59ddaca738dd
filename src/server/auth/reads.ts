/** Who read which payment: one line for each look, not for each of the reads by which a page keeps itself up to date. */
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import type { ReadRequest } from '../paxos/request-path.ts'
import type { Audit } from './audit.ts'

/** Reads of the same by the same person within this are one look. */
const lookMs = 10 * 60_000
/** Remembered for certain are half as many, the latest. */
const mostLooks = 20_000

/** `key` tells a read by ID from every other. */
export type RecordRead = (request: FastifyRequest, environment: string, read: ReadRequest, key: string) => void

/** Queries that name records by ID; a reference ID is the customer's own text and stays out of the log. */
const idParameters = ['orchestration_id', 'ids']

export function recordReads(audit: Audit, clock: Clock): RecordRead {
  /** When the line for each was written: the latest, and those before them. */
  let looks = new Map<string, number>()
  let earlier = looks
  return (request, environment, read, key) => {
    const subject = request.person?.subject
    // However else two lists differ, they are one look at the records that both name.
    const what = read.id === undefined ? `${environment} ${read.endpoint} ${idsOf(read)?.join(' ') ?? ''}` : key
    const look = subject === undefined ? what : `${subject} ${what}`
    const now = clock.now()
    if (now - (looks.get(look) ?? earlier.get(look) ?? Number.NEGATIVE_INFINITY) < lookMs) return
    if (looks.size >= mostLooks / 2) {
      earlier = looks
      looks = new Map()
    }
    looks.set(look, now)
    audit('read', { subject, requestId: request.id, environment, endpoint: read.endpoint, ids: idsOf(read) })
  }
}

function idsOf(read: ReadRequest): readonly string[] | undefined {
  if (read.id !== undefined) return [read.id]
  const ids = idParameters.flatMap(name => read.query?.[name] ?? [])
  return ids.length > 0 ? ids.map(String) : undefined
}
