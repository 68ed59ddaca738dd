/** The one way in which a request gets data of Paxos, whether it is sent as JSON or drawn into a page. */
import type { FastifyRequest } from 'fastify'
import { maySee } from '../auth/person.ts'
import type { RecordRead } from '../auth/reads.ts'
import { Fault } from '../fault.ts'
import type { CacheResult } from '../paxos/cache/result.ts'
import type { ReadRequest } from '../paxos/calls/request-path.ts'
import type { Upstream } from '../paxos/upstream.ts'

/** IDs are UUIDs in practice; these characters are safe in a path. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/

/** By which the app tells a refresh that nobody waits for. Without it (a preload sends no header) someone does. */
const purposeHeader = 'x-desk-purpose'

export type Asked = { readonly read: ReadRequest; readonly fresh: boolean }

/**
 * Reads for the person of a request, through cache and budget, and records that they read it. `ask` is called for a known
 * environment only. Throws a `Fault`.
 */
export type ReadData = (request: FastifyRequest, environment: string, ask: () => Asked) => Promise<CacheResult>

type ReadDataDeps = {
  readonly upstreams: readonly Upstream[]
  readonly recordRead: RecordRead
  /** Tells the audit log of a refusal. */
  readonly onRefused: (request: FastifyRequest, fault: Fault) => void
}

export function createReadData({ upstreams, recordRead, onRefused }: ReadDataDeps): ReadData {
  const byName = new Map(upstreams.map(upstream => [upstream.name, upstream]))
  return async (request, environment, ask) => {
    const { person } = request
    if (!person) throw new Fault('unauthenticated', 'Sign in to read this.', { reason: 'not_identified' })
    const upstream = byName.get(environment)
    if (!upstream) throw new Fault('not_found', 'This environment is not configured here.')
    request.outcome.environment = environment
    // Before the cache and before anything is asked of Paxos.
    if (!maySee(person, environment)) {
      const fault = new Fault('environment_forbidden', 'Your account may not see this environment.', {
        reason: 'not_in_a_group_of_the_environment',
      })
      onRefused(request, fault)
      throw fault
    }
    const { read, fresh } = ask()
    const purpose = request.headers[purposeHeader] === 'poll' ? 'poll' : 'open'
    const result = await upstream.read(read, { trace: request.trace, purpose, fresh })
    request.outcome.result = result
    recordRead(request, environment, read, result.key)
    return result
  }
}
