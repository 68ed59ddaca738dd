/** Reads transfers, rule and events, each by itself, and hands up what became of them. Draws nothing. */
import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { isTerminal } from '#domain/orchestration/status.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Answer } from '#web/api/client.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { ruleQuery } from '#web/api/queries.ts'
import { eventsQuery, transferQuery } from '#web/api/record-queries.ts'
import type { Environment } from '#web/app-config.ts'
import type { Part, Parts } from '../records/part.ts'
import type { RecordAnswer } from '../records/record-answer.ts'

/** Between two reads of the same transfers while nothing seems to change, in reads of the orchestration. */
const everyTicks = 4

export function EnrichmentReader({
  environment,
  answer,
  onRead,
}: {
  environment: Environment
  answer: Answer<Orchestration>
  onRead: (parts: Parts) => void
}) {
  const { source_transfer, destination_transfer, orchestration_rule_id: ruleId } = answer.value
  const sourceId = source_transfer?.transfer_id
  const destinationId = destination_transfer?.transfer_id
  // A failed read is repeated by the reader or by a change, not by drawing the page again.
  const own = (id: string | undefined) => ({ enabled: id !== undefined, retryOnMount: false })
  const source = useQuery({ ...transferQuery(environment, sourceId ?? ''), ...own(sourceId) })
  const destination = useQuery({ ...transferQuery(environment, destinationId ?? ''), ...own(destinationId) })
  const rule = useQuery({ ...ruleQuery(environment, ruleId ?? ''), ...own(ruleId) })
  // What was found under an earlier status stays until the new search is done.
  const events = useQuery({
    ...eventsQuery(environment, answer.value),
    retryOnMount: false,
    placeholderData: keepPreviousData,
  })
  useRereading(environment, answer, [
    { id: sourceId, query: source },
    { id: destinationId, query: destination },
  ])
  useSecondChance(answer, [source, destination, rule, events])

  const sourcePart = usePart(source, sourceId !== undefined, readOf)
  const destinationPart = usePart(destination, destinationId !== undefined, readOf)
  const rulePart = usePart(rule, ruleId !== undefined, onlyRule)
  const eventsPart = usePart(events, true, whole)
  const records = useMemo(
    () => [
      ...recordOf('Source transfer', source.data),
      ...recordOf('Destination transfer', destination.data),
      ...recordOf('Rule', rule.data),
    ],
    [source.data, destination.data, rule.data],
  )
  useEffect(() => {
    onRead({
      transfers: { source: sourcePart, destination: destinationPart },
      rule: rulePart,
      events: eventsPart,
      records,
    } satisfies Parts)
  }, [onRead, sourcePart, destinationPart, rulePart, eventsPart, records])
  return null
}

/**
 * Transfers again when a leg or `updated_at` changes, else with every fourth read of the orchestration. Once it is over,
 * only those whose own record is not: the two update separately.
 */
function useRereading(
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
      // What was refused is refused again; what is on its way need not be asked for twice.
      const refused = data === undefined && error !== null && !changed
      const known = data?.value.status.known
      const settled = over && !changed && (known === 'COMPLETED' || known === 'FAILED')
      if (id === undefined || !isEnabled || isFetching || refused || settled) continue
      // What moved the payment moved its transfers too: what the proxy remembers of them is too old.
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

/** A part that could not be reached is read again as soon as the payment itself could be. */
function useSecondChance(answer: Answer<Orchestration>, parts: readonly UseQueryResult<unknown>[]): void {
  const previous = useRef(answer)
  const retry = useEffectEvent(() => {
    for (const { error, isFetching, refetch } of parts) {
      const unreached = error !== null && ['offline', 'unreachable'].includes(problemOf(error).code)
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

type Shown<T> = Pick<Extract<Part<T>, { kind: 'read' }>, 'value' | 'readAt' | 'problems'>

const readOf = <T,>({ value, readAt, problems }: Answer<T>): Shown<T> => ({ value, readAt, problems })
const whole = <T,>(value: T): Shown<T> => ({ value, readAt: undefined, problems: [] })

/** The rules endpoint answers a list: of one, or of none. */
function onlyRule({ value, readAt }: Answer<{ readonly items: readonly { value: Rule }[] }>): Shown<Rule | undefined> {
  return { value: value.items[0]?.value, readAt, problems: [] }
}

function usePart<Data, T>(query: UseQueryResult<Data>, wanted: boolean, shown: (data: Data) => Shown<T>): Part<T> {
  const { data, error, isFetching, refetch } = query
  return useMemo((): Part<T> => {
    if (!wanted) return { kind: 'none' }
    if (data !== undefined)
      return { kind: 'read', ...shown(data), refreshProblem: error ? problemOf(error) : undefined }
    if (!error) return { kind: 'loading' }
    const retry = () => void refetch({ cancelRefetch: false })
    return { kind: 'problem', problem: problemOf(error), retry, retrying: isFetching }
  }, [data, error, isFetching, refetch, wanted, shown])
}

const recordOf = (name: string, answer: Answer<unknown> | undefined): readonly RecordAnswer[] =>
  answer ? [{ name, raw: answer.raw, readAt: answer.readAt, requestId: answer.requestId }] : []
