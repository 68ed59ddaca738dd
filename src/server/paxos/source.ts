/** Where data comes from when the cache has none: a call for this read alone, or a place in a batch. */
import { Fault } from '../fault.ts'
import type { Trace } from '../observe/trace.ts'
import { type Batchable, type Batcher, type BatcherDeps, createBatcher, isBatchable } from './batch/batcher.ts'
import type { Priority } from './budget/rate-budget.ts'
import { type ReadRequest, requestPaths } from './calls/request-path.ts'
import { failureFault, type Reading } from './calls/response.ts'
import { within } from './transport/deadline.ts'
import { TransportFailure } from './transport/transport.ts'

/** The id of the request that causes the read, and how urgent it is. */
export type ReadContext = { readonly trace: Trace; readonly priority: Priority }

/** `batched`: the same call read other records as well. */
type SourceReading = Reading & { readonly batched?: true }

/** Reads from Paxos within the deadline; throws a `Fault`. */
export type Source = (request: ReadRequest, context: ReadContext) => Promise<SourceReading>

export type SourceDeps = Omit<BatcherDeps, 'deadlineMs'> & {
  readonly batching: boolean
  /** For one read, including token, batch and retries. */
  readonly totalMs: number
}

/** Failures of a list call that say nothing about single records. */
const listOnly = new Set([
  'upstream_timeout',
  'upstream_unavailable',
  'upstream_bad_response',
  'bad_request',
  'not_found',
])

export function createSource(deps: SourceDeps): Source {
  const { call, batching, totalMs } = deps
  const pathOf = requestPaths(deps.apiUrl)
  const batcherDeps = { ...deps, deadlineMs: totalMs / 2 }
  const batchers: Readonly<Record<Batchable, Batcher>> = {
    orchestration: createBatcher('orchestration', batcherDeps),
    transfer: createBatcher('transfer', batcherDeps),
  }

  return async (request, context) => {
    const deadline = AbortSignal.timeout(totalMs)

    const single = () => {
      const { trace, priority } = context
      return call({ endpoint: request.endpoint, path: pathOf(request), trace, priority }, deadline)
    }

    /** Undefined when the record has to be read by a call of its own. */
    async function fromBatch(): Promise<SourceReading | undefined> {
      const { endpoint, id } = request
      if (!batching || id === undefined || !isBatchable(endpoint)) return undefined
      try {
        const reading = await within(deadline, batchers[endpoint].load({ id, ...context }))
        return reading && { ...reading, batched: true }
      } catch (error) {
        const fault = asFault(error)
        if (deadline.aborted || !(fault instanceof Fault) || !listOnly.has(fault.code)) throw fault
        return undefined
      }
    }

    try {
      if (context.priority === 'open') return await single()
      return (await fromBatch()) ?? (await single())
    } catch (error) {
      // Lists have a budget of their own, and a page that opens is worth a place in one.
      const gaveWay = context.priority === 'open' && error instanceof Fault && error.code === 'budget_exhausted'
      const reading = gaveWay ? await fromBatch() : undefined
      if (!reading) throw asFault(error)
      return reading
    }
  }
}

const asFault = (error: unknown) => (error instanceof TransportFailure ? failureFault(error) : error)
