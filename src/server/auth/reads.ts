/** Who read which payment: one line for each look, not for each of the reads by which a page keeps itself up to date. */
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { ReadRequest } from '../paxos/request-path.ts'
import type { Audit } from './audit.ts'

/** Reads of the same by the same person within this are one look. */
const lookMs = 10 * 60_000
const mostLooks = 10_000

export type RecordRead = (request: FastifyRequest, environment: string, read: ReadRequest) => void

/** Queries that name records by ID; a reference ID is the customer's own text and stays out of the log. */
const idParameters = ['orchestration_id', 'ids']

export function recordReads(audit: Audit): RecordRead {
  const looks = new LRUCache<string, true>({ max: mostLooks, ttl: lookMs, perf: performance, ttlResolution: 1000 })
  return (request, environment, read) => {
    const subject = request.person?.subject
    const look = `${subject} ${environment} ${read.endpoint} ${read.id ?? idsOf(read)?.join(' ') ?? ''}`
    if (looks.has(look)) return
    looks.set(look, true)
    const ids = idsOf(read)
    audit('read', { subject, requestId: request.id, environment, endpoint: read.endpoint, ids })
  }
}

function idsOf(read: ReadRequest): readonly string[] | undefined {
  if (read.id !== undefined) return [read.id]
  const ids = idParameters.flatMap(name => read.query?.[name] ?? [])
  return ids.length > 0 ? ids.map(String) : undefined
}
