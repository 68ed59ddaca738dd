/** Where data comes from when the cache has none: one read of its own, or a place in a batch. */
import { Fault } from '../fault.ts'
import { type Batchable, type Batcher, type BatcherDeps, createBatcher, isBatchable } from './batch/batcher.ts'
import type { Priority } from './budget/rate-budget.ts'
import { failureFault, type Reading } from './calls/judge.ts'
import { type ReadRequest, requestPaths } from './calls/request-path.ts'
import { within } from './transport/deadline.ts'
import { TransportFailure } from './transport/transport.ts'

/** Who asks, by the request's id, and how urgently. */
export type Asking = { readonly requestId: string; readonly priority: Priority }

/** What was read; `batched` when others were read by the same call. */
type Sourced = Reading & { readonly batched?: true }

/** Reads from Paxos within the deadline, or throws a `Fault`. */
export type Source = (request: ReadRequest, asking: Asking) => Promise<Sourced>

export type SourceDeps = Omit<BatcherDeps, 'deadlineMs'> & {
  readonly batching: boolean
  /** For one read in all: token, batch and retries included. */
  readonly totalMs: number
}

/** Failures of a list call that say nothing about its single records. */
const mendable = new Set([
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

  /** Undefined where the record has to be asked for alone. */
  async function fromBatch(
    { endpoint, id }: ReadRequest,
    asking: Asking,
    deadline: AbortSignal,
  ): Promise<Sourced | undefined> {
    if (!batching || id === undefined || !isBatchable(endpoint)) return undefined
    try {
      const reading = await within(deadline, batchers[endpoint].load({ id, ...asking }))
      return reading && { ...reading, batched: true }
    } catch (error) {
      const fault = asFault(error)
      if (deadline.aborted || !(fault instanceof Fault) || !mendable.has(fault.code)) throw fault
      return undefined
    }
  }

  const alone = (request: ReadRequest, { requestId, priority }: Asking, deadline: AbortSignal) =>
    call({ endpoint: request.endpoint, path: pathOf(request), requestId, priority }, deadline)

  async function batchedFirst(request: ReadRequest, asking: Asking, deadline: AbortSignal): Promise<Sourced> {
    return (await fromBatch(request, asking, deadline)) ?? alone(request, asking, deadline)
  }

  /** What may still be had when it could not be read alone; throws why not when there is nothing. */
  async function instead(
    error: unknown,
    request: ReadRequest,
    asking: Asking,
    deadline: AbortSignal,
  ): Promise<Sourced> {
    // Lists have a budget of their own, and a page that opens is worth a place in one.
    const gaveWay = asking.priority === 'open' && error instanceof Fault && error.code === 'budget_exhausted'
    const reading = gaveWay ? await fromBatch(request, asking, deadline) : undefined
    if (!reading) throw asFault(error)
    return reading
  }

  return async (request, asking) => {
    const deadline = AbortSignal.timeout(totalMs)
    const first = asking.priority === 'open' ? alone : batchedFirst
    return first(request, asking, deadline).catch(error => instead(error, request, asking, deadline))
  }
}

const asFault = (error: unknown) => (error instanceof TransportFailure ? failureFault(error) : error)
