/** Reads the transfers, the rule and the events of an orchestration, each by itself, once the orchestration is drawn. */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Facts, Observation } from '#domain/orchestration/facts.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Page } from '#paxos/page.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Answer } from '#web/api/client.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { ruleQuery } from '#web/api/queries.ts'
import { eventsQuery, transferQuery } from '#web/api/record-queries.ts'
import type { Environment } from '#web/app-config.ts'
import { type Part, type Parts, type RawRecord, rawRecord, valueIn } from './part.ts'
import { useRereading, useSecondChance } from './use-rereading.ts'

export type Enrichment = {
  /** Everything read so far. */
  readonly facts: Facts
  readonly parts: Parts
  /** The raw answers, the orchestration's first. */
  readonly records: readonly RawRecord[]
}

/** Everything known of an orchestration beside its own record. */
export function useEnrichment(
  environment: Environment,
  answer: Answer<Orchestration>,
  observed: readonly Observation[],
): Enrichment {
  const orchestration = answer.value
  const sourceId = orchestration.source_transfer?.transfer_id
  const destinationId = orchestration.destination_transfer?.transfer_id
  const ruleId = orchestration.orchestration_rule_id
  // A failed read is repeated by the reader or by a change, not by drawing the page again.
  const when = (id: string | undefined) => ({ enabled: id !== undefined, retryOnMount: false })
  const source = useQuery({ ...transferQuery(environment, sourceId ?? ''), ...when(sourceId) })
  const destination = useQuery({ ...transferQuery(environment, destinationId ?? ''), ...when(destinationId) })
  const rule = useQuery({ ...ruleQuery(environment, ruleId ?? ''), ...when(ruleId) })
  // The events found under an earlier status stay until the new search is done.
  const events = useQuery({
    ...eventsQuery(environment, orchestration),
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
  return useMemo(
    () => ({
      facts: {
        orchestration,
        observed,
        transfers: { source: valueIn(sourcePart), destination: valueIn(destinationPart) },
        rule: valueIn(rulePart),
        events: valueIn(eventsPart),
      },
      parts: {
        transfers: { source: sourcePart, destination: destinationPart },
        rule: rulePart,
        events: eventsPart,
      },
      records: [
        ...rawRecord('Orchestration', answer),
        ...rawRecord('Source transfer', source.data),
        ...rawRecord('Destination transfer', destination.data),
        ...rawRecord('Rule', rule.data),
      ],
    }),
    [
      answer,
      orchestration,
      observed,
      sourcePart,
      destinationPart,
      rulePart,
      eventsPart,
      source.data,
      destination.data,
      rule.data,
    ],
  )
}

type Shown<T> = Pick<Extract<Part<T>, { kind: 'read' }>, 'value' | 'readAt' | 'problems'>

const readOf = <T>({ value, readAt, problems }: Answer<T>): Shown<T> => ({ value, readAt, problems })
const whole = <T>(value: T): Shown<T> => ({ value, readAt: undefined, problems: [] })

/** The rules endpoint answers a list: of one, or of none. */
const onlyRule = ({ value, readAt }: Answer<Page<Rule>>): Shown<Rule | undefined> => ({
  value: value.items[0]?.value,
  readAt,
  problems: [],
})

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
