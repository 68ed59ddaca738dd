/** A batch on its way: one request after the other, what came is kept, and leaving the page aborts the rest. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type BatchRow,
  batchRows,
  type Chunk,
  type ChunkAnswer,
  type ChunkState,
  chunksOf,
  keepRows,
  openIds,
  stopsBatch,
} from '#domain/lists/batch.ts'
import type { Wanted } from '#domain/lists/batch-address.ts'
import type { LookupProblem } from '#domain/problems/lookup-problem.ts'
import { chunkQuery, readChunk } from '#web/api/batch-query.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'

export function useBatch(environment: Environment, wanted: readonly Wanted[]) {
  const client = useQueryClient()
  const chunks = useMemo(() => chunksOf(wanted), [wanted])
  const queries = chunks.map(chunk => chunkQuery(environment, chunk))
  // The cache says how far it got: a chunk is due when all before it are settled and none of them said to stop.
  let isDue = true
  const due = queries.map(({ queryKey }) => {
    const was = isDue
    const state = client.getQueryState(queryKey)
    if (!state || state.status === 'pending') isDue = false
    if (state?.status === 'error' && stopsBatch(problemOf(state.error))) isDue = false
    return was
  })
  const results = useQueries({ queries: queries.map((query, index) => ({ ...query, enabled: due[index] ?? false })) })
  let stop: LookupProblem | undefined
  const states = results.map(({ data, error }): ChunkState => {
    if (data) return { kind: 'answered', answer: data }
    if (stop) return { kind: 'stopped', problem: stop }
    const problem = error ? problemOf(error) : undefined
    if (problem && stopsBatch(problem)) stop = problem
    return problem ? { kind: 'failed', problem } : { kind: 'waiting' }
  })
  const drawn = useRef<readonly BatchRow[]>([])
  const rows = keepRows(drawn.current, batchRows(wanted, chunks, states))
  useEffect(() => {
    drawn.current = rows
  })
  const again = results.filter(({ data, error }) => error || (data?.unchecked.size ?? 0) > 0)
  const refresh = useRefreshOpen(environment)
  return {
    rows,
    checked: rows.filter(({ outcome }) => outcome.kind !== 'waiting').length,
    busy: results.some(({ isFetching }) => isFetching) || refresh.busy,
    problem: stop ?? refresh.problem,
    /** RFC 3339: when the oldest of the rows was read; undefined while none is. */
    readAt: results.flatMap(({ data }) => data?.readAt ?? []).toSorted()[0],
    /** Asks again for those that couldn't be checked, and only for them. */
    retry: () => {
      for (const result of again) void result.refetch()
    },
    /** Reads those again that may have changed. */
    refreshOpen: () => refresh.start(openIds(rows), chunks),
  }
}

/** Reads open payments again, by id, and puts what came in place of what was. */
function useRefreshOpen(environment: Environment) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<LookupProblem>()
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => () => leaving.current?.abort(), [])
  const start = async (ids: readonly string[], chunks: readonly Chunk[]) => {
    const controller = new AbortController()
    leaving.current = controller
    setBusy(true)
    setProblem(undefined)
    try {
      const open = ids.map((id): Wanted => ({ kind: 'id', text: id.toLowerCase(), count: 1 }))
      for (const part of chunksOf(open)) {
        const fresh = await readChunk(environment, part, controller.signal, 'fresh')
        for (const chunk of chunks) {
          client.setQueryData<ChunkAnswer>(
            chunkQuery(environment, chunk).queryKey,
            before => before && { ...before, found: replaced(before.found, fresh.found) },
          )
        }
      }
    } catch (error) {
      if (controller.signal.aborted) return
      setProblem(problemOf(error))
    }
    setBusy(false)
  }
  return { busy, problem, start }
}

const replaced = (before: ChunkAnswer['found'], fresh: ChunkAnswer['found']): ChunkAnswer['found'] =>
  new Map(
    [...before].map(([text, rows]) => [text, rows.map(row => fresh.get(row.id?.toLowerCase() ?? '')?.[0] ?? row)]),
  )
