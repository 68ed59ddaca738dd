import { useDeferredValue, useMemo } from 'react'
import type { BatchRow } from '#domain/batch.ts'
import { Button } from '#web/ui/button.tsx'
import { useZone } from '#web/ui/list/orchestration-columns.tsx'
import { useKept } from '#web/ui/list/use-kept.ts'
import { Table } from '#web/ui/table.tsx'
import { batchColumns, batchTracks, batchWidth, type Open } from './batch-columns.tsx'

/** Rows drawn at once, and added at a time: more would make every click wait for them. */
const step = 100
/** About as many as a window shows: drawn first, so that a click is answered at once; the others follow. */
const atOnce = 16

const keyOf = ({ wanted }: BatchRow) => `${wanted.kind} ${wanted.text}`

/**
 * What became of each, a hundred at a time. `wish` is the order and the filter that the reader asks for: when it changes
 * the first rows are drawn at once and the others, out of sight, when there is time.
 */
export function BatchTable({
  page,
  rows,
  wish,
  environment,
  onOpen,
}: {
  /** Names the entry of the history that the batch stands in. */
  page: string
  rows: readonly BatchRow[]
  wish: string
  environment: string
  /** Must stay the same function. */
  onOpen: Open
}) {
  const [limit, setLimit] = useKept<number>(page, 'limit', step)
  const zone = useZone()
  const columns = useMemo(() => batchColumns(environment, zone, onOpen), [environment, zone, onOpen])
  const first = useMemo(() => rows.slice(0, atOnce), [rows])
  const rest = useMemo(() => rows.slice(atOnce, limit), [rows, limit])
  const drawn = useDeferredValue(useMemo(() => ({ wish, rest }), [wish, rest]))
  const left = rows.length - limit
  if (rows.length === 0) return <p className="px-5 py-10 text-center text-ink-soft">No row contains this text.</p>
  return (
    <>
      <div className="sm:overflow-x-auto">
        <div className={batchWidth}>
          <Table
            dense
            tracks={batchTracks}
            caption="Results"
            rows={first}
            order={wish}
            rest={{ rows: drawn.rest, order: drawn.wish, hidden: drawn.wish !== wish }}
            rowKey={keyOf}
            columns={columns}
          />
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
