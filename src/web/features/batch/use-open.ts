import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { type BatchRow, idsToOpen } from '#domain/lists/batch.ts'
import type { BatchPlace } from '#web/components/list/batch-place.ts'
import { readArrival } from '#web/components/lookup/arrival.ts'
import { usePageName } from '#web/components/use-search.ts'
import type { Open } from './batch-columns.tsx'
import type { WantedHere } from './read/use-wanted.ts'

/**
 * Opens a row, an orchestration with its place among the rows shown, so that one can go on to the next from there. Always the
 * same function.
 */
export function useOpen(shown: readonly BatchRow[], { onlyHere }: WantedHere): Open {
  const navigate = useNavigate()
  const { state } = useLocation()
  const page = usePageName()
  const latest = useRef<() => Omit<BatchPlace, 'at'>>(undefined)
  useEffect(() => {
    latest.current = () => ({
      ids: idsToOpen(shown),
      // The address itself: it may be ahead of what is drawn.
      address: location.pathname + location.search,
      page,
      // What the address does not carry has to travel along, or the way back would lose it.
      pasted: onlyHere ? readArrival(state).pasted : undefined,
    })
  })
  return useCallback(
    (to, id) => {
      const place = latest.current?.()
      const at = id === undefined ? -1 : (place?.ids.indexOf(id) ?? -1)
      void navigate(to, at < 0 ? {} : { state: { batch: { ...place, at } } })
    },
    [navigate],
  )
}
