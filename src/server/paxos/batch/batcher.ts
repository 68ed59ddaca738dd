/** Combines refreshes of single records into list calls. */
import DataLoader from 'dataloader'
import type { EndpointName } from '#paxos/api.ts'
import type { Clock, Sleep } from '../../clock.ts'
import type { Trace } from '../../observe/trace.ts'
import type { Priority } from '../budget/rate-budget.ts'
import type { Caller } from '../calls/call.ts'
import { requestPaths } from '../calls/request-path.ts'
import type { Reading } from '../calls/response.ts'
import { createPace } from './pace.ts'
import { recordsOf } from './records.ts'

const maxIds = 100

/** The records that a list call can read by ID. */
const lists = {
  orchestration: { endpoint: 'orchestrations', parameter: 'orchestration_id', names: ['items', 'orchestrations'] },
  transfer: { endpoint: 'transfers', parameter: 'ids', names: ['items'] },
} as const satisfies Partial<Record<EndpointName, unknown>>

export type Batchable = keyof typeof lists
export const isBatchable = (endpoint: EndpointName): endpoint is Batchable => Object.hasOwn(lists, endpoint)

type Wanted = { readonly id: string; readonly trace: Trace; readonly priority: Priority }

export type Batcher = {
  /**
   * The record, or undefined when it has to be read alone: the list lacks it or has it twice, or there was nothing to
   * combine it with. Rejects when the list call failed.
   */
  readonly load: (wanted: Wanted) => Promise<Reading | undefined>
}

export type BatcherDeps = {
  readonly apiUrl: URL
  readonly call: Caller
  readonly clock: Clock
  readonly sleep: Sleep
  /** This process's fraction of the batches: above 0, up to 1. */
  readonly batchFraction: number
  /** For a list call including retries; the rest of a read's time is for reading alone. */
  readonly deadlineMs: number
  readonly onBatch?: (endpoint: EndpointName, size: number) => void
}

export function createBatcher(record: Batchable, deps: BatcherDeps): Batcher {
  const { call, clock, sleep, batchFraction, deadlineMs, onBatch } = deps
  const pathOf = requestPaths(deps.apiUrl)
  const { endpoint, parameter, names } = lists[record]

  async function readAll(wanted: readonly Wanted[]): Promise<(Reading | undefined)[]> {
    const [first] = wanted
    if (!first || (wanted.length === 1 && first.priority !== 'open')) return [undefined]
    onBatch?.(endpoint, wanted.length)
    const query = { [parameter]: wanted.map(({ id }) => id), limit: maxIds }
    const path = pathOf({ endpoint, query })
    const priority =
      (['open', 'follow'] as const).find(one => wanted.some(({ priority }) => priority === one)) ?? 'poll'
    const deadline = AbortSignal.timeout(deadlineMs)
    const list = await call({ endpoint, path, trace: first.trace, priority }, deadline)
    const records = recordsOf(list, names, maxIds)
    return wanted.map(({ id }) => records.get(id))
  }

  const loader = new DataLoader(readAll, {
    cache: false,
    maxBatchSize: maxIds,
    batchScheduleFn: createPace(clock, sleep, batchFraction),
  })
  return { load: wanted => loader.load(wanted) }
}
