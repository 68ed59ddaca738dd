/** Where data comes from when the cache has none: one read of its own, or a place in a batch. */
import { Fault } from '../fault.ts'
import { type Batchable, type Batcher, type BatcherDeps, createBatcher, isBatchable } from './batch/batcher.ts'
import { Deadline, within } from './deadline.ts'
import { failureFault, type Reading } from './judge.ts'
import type { Priority } from './rate-budget.ts'
import { type ReadRequest, requestPath } from './request-path.ts'
import { TransportFailure } from './transport.ts'

/** Who asks, by the request's id, and how urgently. */
export type Asking = { readonly requestId: string; readonly priority: Priority }

/** Reads from Paxos within the deadline, or throws a `Fault`. */
export type Source = (
  request: ReadRequest,
  asking: Asking,
) => Promise<{ readonly reading: Reading; readonly batched: boolean }>

export type SourceDeps = Omit<BatcherDeps, 'deadlineMs'> & {
  readonly batching: boolean
  /** For one read in all: token, batch and retries included. */
  readonly totalMs: number
}

/** Failures of a list call that say nothing about its single records. */
const mendable = new Set(['upstream_timeout', 'upstream_unavailable', 'upstream_bad_response', 'bad_request'])

export function createSource(deps: SourceDeps): Source {
  const { apiUrl, call, batching, totalMs } = deps
  const batcherDeps = { ...deps, deadlineMs: totalMs / 2 }
  const batchers: Readonly<Record<Batchable, Batcher>> = {
    orchestration: createBatcher('orchestration', batcherDeps),
    transfer: createBatcher('transfer', batcherDeps),
  }

  /** Undefined where the record has to be asked for alone. */
  async function fromBatch({ endpoint, id }: ReadRequest, asking: Asking, deadline: Deadline) {
    if (!batching || id === undefined || !isBatchable(endpoint)) return undefined
    try {
      return await within(deadline, batchers[endpoint].load({ id, ...asking }))
    } catch (error) {
      const fault = asFault(error)
      if (deadline.expired || !(fault instanceof Fault) || !mendable.has(fault.code)) throw fault
      return undefined
    }
  }

  async function alone(request: ReadRequest, { requestId, priority }: Asking, deadline: Deadline) {
    const { endpoint } = request
    const path = requestPath(apiUrl, request)
    return { reading: await call({ endpoint, path, requestId, priority }, deadline), batched: false }
  }

  async function read(request: ReadRequest, asking: Asking, deadline: Deadline) {
    if (asking.priority !== 'open') {
      const reading = await fromBatch(request, asking, deadline)
      return reading ? { reading, batched: true } : alone(request, asking, deadline)
    }
    try {
      return await alone(request, asking, deadline)
    } catch (error) {
      // Lists have a budget of their own, and a page that opens is worth a place in one.
      if (!(error instanceof Fault && error.code === 'budget_exhausted')) throw error
      const reading = await fromBatch(request, asking, deadline)
      if (!reading) throw error
      return { reading, batched: true }
    }
  }

  return async (request, asking) => {
    const deadline = new Deadline(totalMs)
    try {
      return await read(request, asking, deadline)
    } catch (error) {
      throw asFault(error)
    } finally {
      deadline.end()
    }
  }
}

const asFault = (error: unknown) => (error instanceof TransportFailure ? failureFault(error) : error)
