/** One environment of Paxos as this server uses it: `read` is the only way anything is asked of it. */
import { Fault } from '../fault.ts'
import type { AttemptDeps } from './attempt.ts'
import { createCaller } from './call.ts'
import { withDeadline } from './deadline.ts'
import { createInFlight } from './in-flight.ts'
import { failureFault, type Reading } from './judge.ts'
import { type ReadRequest, requestKey, requestPath } from './request-path.ts'
import { TransportFailure } from './transport.ts'

/** `joined`: another request for the same data was already under way. */
type ReadResult = Reading & { readonly joined: boolean }

export type Upstream = {
  readonly name: string
  /** Reads from Paxos or throws a `Fault`. The caller's leaving has no effect on it. */
  readonly read: (request: ReadRequest, requestId: string) => Promise<ReadResult>
  /** When the stop after a 429 ends; undefined when there is none. */
  readonly penaltyUntil: () => Date | undefined
}

export type UpstreamDeps = AttemptDeps & {
  readonly name: string
  /** The API base, ending in `/v2`. */
  readonly apiUrl: URL
  /** For one read in all, token and retries included. */
  readonly totalMs: number
}

/** Different reads at once: bounds the memory that answers in progress can take. */
const maxInFlight = 200

export function createUpstream(deps: UpstreamDeps): Upstream {
  const { name, apiUrl, penalty, clock, totalMs } = deps
  const call = createCaller(deps)
  const inFlight = createInFlight<Reading>()

  async function start(request: ReadRequest, requestId: string): Promise<Reading> {
    const path = requestPath(apiUrl, request)
    try {
      return await withDeadline(totalMs, signal =>
        call({ endpoint: request.endpoint, path, requestId, priority: 'open' }, signal),
      )
    } catch (error) {
      throw error instanceof TransportFailure ? failureFault(error) : error
    }
  }

  return {
    name,
    read: async (request, requestId) => {
      const key = requestKey(request)
      if (!inFlight.has(key) && inFlight.size() >= maxInFlight) {
        throw new Fault('overloaded', 'Too many requests are waiting for Paxos.', { retryAfter: 1 })
      }
      const { result, joined } = inFlight.share(key, () => start(request, requestId))
      return { ...(await result), joined }
    },
    penaltyUntil: () => {
      const ms = penalty.remainingMs()
      return ms > 0 ? new Date(clock.date().getTime() + ms) : undefined
    },
  }
}
