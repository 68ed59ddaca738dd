import { useDeferredValue, useMemo } from 'react'
import type { BatchRow } from '#domain/lists/batch.ts'
import { useZone } from '#web/components/list/orchestration-columns.tsx'
import { Button } from '#web/ui/button.tsx'
import { type Part, Table } from '#web/ui/table/table.tsx'
import { useKept } from '#web/ui/use-kept.ts'
import { batchColumns, batchTracks, batchWidth, type Open } from './batch-columns.tsx'

/** Rows drawn at once, and added at a time: more would make every click wait for them. */
const step = 100
/** About as many as a window shows: drawn first, so that a click is answered at once; the others follow. */
const atOnce = 16

const keyOf = ({ wanted }: BatchRow) => `${wanted.kind} ${wanted.text}`

/**
 * What became of each, a hundred at a time. When the reader asks for another order or filter the first rows are drawn at once
 * and the others, out of sight, when there is time. Of a long batch the first rows of the other order are kept ready.
 */
export function BatchTable({
  page,
  pasted,
  worst,
  worstFirst,
  filter,
  total,
  environment,
  onOpen,
}: {
  /** Names the entry of the history that the batch stands in. */
  page: string
  /** The same rows in both orders: those that the filter lets through, of `total` altogether. */
  pasted: readonly BatchRow[]
  worst: readonly BatchRow[]
  worstFirst: boolean
  filter: string
  total: number
  environment: string
  /** Must stay the same function. */
  onOpen: Open
}) {
  const [limit, setLimit] = useKept<number>(page, 'limit', step)
  const zone = useZone()
  const columns = useMemo(() => batchColumns(environment, zone, onOpen), [environment, zone, onOpen])
  const rows = worstFirst ? worst : pasted
  const wish = `${worstFirst} ${filter}`
  const rest = useMemo(() => rows.slice(atOnce, limit), [rows, limit])
  const drawn = useDeferredValue(useMemo(() => ({ wish, rest }), [wish, rest]))
  const firstPasted = useFirst(pasted, filter, !worstFirst)
  const firstWorst = useFirst(worst, filter, worstFirst)
  const left = rows.length - limit
  if (rows.length === 0) return <p className="px-5 py-10 text-center text-ink-soft">No row contains this text.</p>
  const parts: Part<BatchRow>[] =
    total > step && canHide
      ? [
          { name: 'pasted', ...firstPasted, ...(worstFirst && waiting) },
          { name: 'worst', ...firstWorst, ...(!worstFirst && waiting) },
        ]
      : [{ name: 'first', rows: (worstFirst ? firstWorst : firstPasted).rows, order: wish }]
  if (drawn.rest.length > 0)
    parts.push({
      name: 'rest',
      rows: drawn.rest,
      order: drawn.wish,
      look: drawn.wish === wish ? 'apart' : 'out-of-date',
    })
  return (
    <>
      <div className="sm:overflow-x-auto">
        <div className={batchWidth}>
          <Table dense tracks={batchTracks} caption="Results" parts={parts} rowKey={keyOf} columns={columns} />
        </div>
      </div>
      {left > 0 && (
        <div className="flex flex-wrap items-center gap-3 border-t border-line-soft px-5 py-2.5 text-sm text-ink-faint">
          Showing {limit.toLocaleString('en')} of {rows.length.toLocaleString('en')}
          <Button size="small" onClick={() => setLimit(limit + step)}>
            Show {Math.min(step, left)} more
          </Button>
        </div>
      )}
    </>
  )
}

const waiting = { look: 'waiting' } as const
/** Elsewhere rows that wait would be seen. */
const canHide = CSS.supports('content-visibility', 'hidden')

/** The first rows of an order: at once while it is the one shown, else when there is time. */
function useFirst(rows: readonly BatchRow[], filter: string, isShown: boolean) {
  const first = useMemo(() => ({ rows: rows.slice(0, atOnce), order: filter }), [rows, filter])
  const later = useDeferredValue(first)
  return isShown ? first : later
}
