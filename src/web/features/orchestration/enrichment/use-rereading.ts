/** When the transfers of an open orchestration are read again. */
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { isTerminal, transferMeaning } from '#domain/orchestration/status.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Answer } from '#web/api/client.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { transferQuery } from '#web/api/record-queries.ts'
import type { Environment } from '#web/app-config.ts'

/** Reads of the orchestration between two reads of transfers that don't seem to change. */
const everyTicks = 4

/**
 * Reads the transfers again when a leg or `updated_at` changes, else with every fourth read of the orchestration. Once it is
 * over, only those whose own record is not: the two update separately.
 */
export function useRereading(
  environment: Environment,
  answer: Answer<Orchestration>,
  transfers: readonly { readonly id: string | undefined; readonly query: UseQueryResult<Answer<Transfer>> }[],
): void {
  const client = useQueryClient()
  const previous = useRef(answer)
  const ticks = useRef(0)
  const reread = useEffectEvent((changed: boolean) => {
    const over = isTerminal(answer.value.status)
    for (const { id, query } of transfers) {
      const { data, error, isEnabled, isFetching, refetch } = query
      // A refusal would only be repeated, and a read under way need not be started twice.
      const refused = data === undefined && error !== null && !changed
      const settled = over && !changed && data !== undefined && transferMeaning(data.value.status).isTerminal
      if (id === undefined || !isEnabled || isFetching || refused || settled) continue
      // What moved the orchestration moved its transfers too: the proxy's cached copies are too old.
      if (changed) client.fetchQuery({ ...transferQuery(environment, id, true), staleTime: 0 }).catch(() => undefined)
      else void refetch({ cancelRefetch: false })
    }
  })
  useEffect(() => {
    if (previous.current === answer) return
    const changed = signature(previous.current.value) !== signature(answer.value)
    previous.current = answer
    ticks.current = changed ? 0 : ticks.current + 1
    if (changed || ticks.current % everyTicks === 0 || isTerminal(answer.value.status)) reread(changed)
  }, [answer])
}

/** Reads a part that could not be reached again as soon as the orchestration itself could be. */
export function useSecondChance(answer: Answer<Orchestration>, parts: readonly UseQueryResult<unknown>[]): void {
  const previous = useRef(answer)
  const retry = useEffectEvent(() => {
    for (const { error, isFetching, refetch } of parts) {
      const unreached =
        error !== null && ['offline', 'unreachable', 'intercepted', 'session_ended'].includes(problemOf(error).code)
      if (unreached && !isFetching) void refetch({ cancelRefetch: false })
    }
  })
  useEffect(() => {
    if (previous.current === answer) return
    previous.current = answer
    retry()
  }, [answer])
}

const signature = ({ updated_at, status, source_transfer, destination_transfer }: Orchestration) =>
  [
    updated_at,
    status.raw,
    source_transfer?.transfer_id,
    source_transfer?.status.raw,
    destination_transfer?.transfer_id,
    destination_transfer?.status.raw,
  ].join()
