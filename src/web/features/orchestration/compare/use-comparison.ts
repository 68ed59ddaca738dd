/** What an orchestration is compared with: read right after the answer, once for the strip and the section about it. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { comparisonOf } from '#domain/compare/answer-strip.ts'
import { alikeFilter } from '#domain/compare/route.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { aroundQuery, type ComparedList, lastCompletedQuery } from '#web/api/comparison-queries.ts'
import type { Environment } from '#web/app-config.ts'

export type Comparison = {
  readonly kind: 'failures' | 'time' | undefined
  /** Those that ended like this one, around it. */
  readonly failed: UseQueryResult<ComparedList>
  /** Of a failure those that completed around it, else the newest completed ones. */
  readonly completed: UseQueryResult<ComparedList>
}

/** `isAsked`: the reader wants it, also where the page by itself compares nothing. */
export function useComparison(environment: Environment, facts: Facts, isAsked = false): Comparison {
  const { orchestration } = facts
  const kind = comparisonOf(facts) ?? (isAsked ? 'time' : undefined)
  const isComparable = alikeFilter(orchestration) !== undefined
  const when = (wanted: boolean) => ({ enabled: isComparable && wanted, retryOnMount: false })
  const failed = useQuery({ ...aroundQuery(environment, orchestration, 'failures'), ...when(kind === 'failures') })
  const around = useQuery({ ...aroundQuery(environment, orchestration, 'completed'), ...when(kind === 'failures') })
  const newest = useQuery({ ...lastCompletedQuery(environment, orchestration), ...when(kind === 'time') })
  return { kind, failed, completed: kind === 'failures' ? around : newest }
}
