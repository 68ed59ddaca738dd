import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { type BatchRow, idsToOpen } from '#domain/lists/batch.ts'
import type { BatchPlace } from '#web/components/list/batch-place.ts'
import { readArrival } from '#web/components/lookup/use-lookup.ts'
import type { Open } from './batch-columns.tsx'
import type { WantedHere } from './use-wanted.ts'

/**
 * Opens a row, a payment with its place among the rows shown, so that one can go on to the next from there. Always the
 * same function.
 */
export function useOpen(shown: readonly BatchRow[], { onlyHere }: WantedHere): Open {
  const navigate = useNavigate()
  const { key, state } = useLocation()
  const latest = useRef<() => Omit<BatchPlace, 'at'>>(undefined)
  useEffect(() => {
    latest.current = () => ({
      ids: idsToOpen(shown),
      // The address itself: it carries the order, of which the router is not told.
      address: location.pathname + location.search,
      page: key,
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
