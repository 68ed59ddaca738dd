import type { UseQueryResult } from '@tanstack/react-query'
import { type ComponentProps, useEffect, useState } from 'react'
import { backoff } from '#domain/orchestration/polling.ts'
import { problemIs } from '#domain/problems/problem-table.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { useVisible } from '#web/ui/state/use-visible.ts'
import { Problem } from './problem.tsx'

/** Why a query has no data. It stays while the query is tried again, so that the page, with the focus in it, stays too. */
export function useLastProblem(query: UseQueryResult<unknown>, of: string): LookupProblem | undefined {
  const [last, setLast] = useState<{ of: string; error: unknown }>({ of, error: null })
  if (last.of !== of || (query.error && query.error !== last.error)) setLast({ of, error: query.error })
  return query.data === undefined && last.of === of && last.error ? problemOf(last.error) : undefined
}

/**
 * A query that brought nothing: why, and when it is tried again. What passes by itself is asked again after a wait, with a
 * countdown, while the tab is looked at; anything else waits for the reader, who gets a button where one can help.
 */
export function QueryProblem({
  query,
  problem,
  ...rest
}: {
  query: Pick<UseQueryResult<unknown>, 'errorUpdatedAt' | 'errorUpdateCount' | 'isFetching' | 'refetch'>
  problem: LookupProblem
} & Pick<ComponentProps<typeof Problem>, 'context' | 'level' | 'more' | 'children'>) {
  const { errorUpdatedAt, errorUpdateCount, isFetching, refetch } = query
  const { code, retryAfter } = problem
  const [retryAt, setRetryAt] = useState<number>()
  const isWaiting = useVisible() && !isFetching && problemIs('isPassing', code)
  useEffect(() => {
    setRetryAt(undefined)
    if (!isWaiting) return
    const due = errorUpdatedAt + backoff(errorUpdateCount, retryAfter, code)
    setRetryAt(due)
    const timer = setTimeout(() => void refetch({ cancelRefetch: false }), Math.max(0, due - Date.now()))
    return () => clearTimeout(timer)
  }, [isWaiting, errorUpdatedAt, errorUpdateCount, retryAfter, code, refetch])
  return (
    <Problem
      key={code}
      {...rest}
      problem={problem}
      retryAt={retryAt}
      onRetry={() => void refetch({ cancelRefetch: false })}
      retrying={isFetching}
    />
  )
}
