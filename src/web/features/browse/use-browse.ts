/** What the address says about the list, and the list itself. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { type BrowseFilters, readFilters, rowsParameter, writeFilters } from '#domain/lists/browse-filters.ts'
import { readInstant } from '#domain/text/instant.ts'
import { serverNow } from '#web/api/clock.ts'
import { type ListAnswer, newerQuery, orchestrationListQuery, ruleNamesQuery } from '#web/api/list-queries.ts'
import type { Environment } from '#web/app-config.ts'
import { useRuleName } from '#web/components/list/use-rule-name.ts'
import { paths } from '#web/paths.ts'

const newerEveryMs = 30_000

/** Filters to change, or what they become from those of the address. */
export type Change = Partial<BrowseFilters> | ((now: BrowseFilters) => Partial<BrowseFilters>)

export function useBrowse(environment: Environment) {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const { filters, ignored } = useMemo(() => readSearch(search), [search])
  const rows = search.get(rowsParameter) ?? ''
  const change = useCallback(
    (part: Change) => {
      // The address may be ahead of what is drawn: of two changes in a row both count.
      const now = readSearch(new URLSearchParams(location.search)).filters
      const next = { ...now, ...(typeof part === 'function' ? part(now) : part), page_cursor: undefined }
      void navigate(paths.orchestrations(environment.name, writeFilters(next)))
    },
    [navigate, environment],
  )
  const query = useQuery({ ...orchestrationListQuery(environment, filters), retryOnMount: false })
  const names = useQuery(ruleNamesQuery(environment))
  const ruleName = useRuleName(environment)
  return { filters, ignored, rows, change, query, rules: names.data ?? [], ruleName }
}

const readSearch = (search: URLSearchParams) => readFilters([...search].filter(([name]) => name !== rowsParameter))

/** How many newer ones wait: asked for now and then while the newest page is on the screen, and never shown unasked. */
export function useNewer(environment: Environment, filters: BrowseFilters, answer: ListAnswer | undefined) {
  const { created, order, page_cursor } = filters
  const end = created.kind === 'between' ? readInstant(created.to) : undefined
  const grows = answer !== undefined && order === 'DESC' && !page_cursor && (!end || end.ms > serverNow())
  // Stamps keep their nanoseconds, so the newest row itself is not counted again.
  const newest = answer?.value.items[0]?.value.created_at ?? answer?.readAt
  const after = grows && readInstant(newest) ? newest : undefined
  const { data } = useQuery({
    ...newerQuery(environment, filters, after),
    // The list was read just now: the first look is due later.
    initialData: { count: 0, more: false },
    initialDataUpdatedAt: () => Date.now(),
    staleTime: newerEveryMs,
    refetchInterval: newerEveryMs,
  })
  return data
}
