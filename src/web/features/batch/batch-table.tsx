import { useMemo } from 'react'
import type { BatchRow } from '#domain/lists/batch.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { useKept } from '#web/ui/state/use-kept.ts'
import { Table } from '#web/ui/table/table.tsx'
import { type BatchContext, batchColumns } from './batch-columns.tsx'

/** Rows drawn at once, and added at a time: more would make every click wait for them. */
const step = 100

const keyOf = ({ wanted }: BatchRow) => `${wanted.kind} ${wanted.text}`

/** What became of each, a hundred at a time. `page` names the entry of the history that the batch stands in. */
export function BatchTable({
  page,
  rows,
  environment,
  onOpen,
  ruleName,
  transfers,
}: BatchContext & { page: string; rows: readonly BatchRow[] }) {
  const [limit, setLimit] = useKept<number>(page, 'limit', step)
  const columns = useMemo(
    () => batchColumns({ environment, onOpen, ruleName, transfers }),
    [environment, onOpen, ruleName, transfers],
  )
  const left = rows.length - limit
  if (rows.length === 0) return <p className="px-5 py-10 text-center text-ink-soft">No rows match.</p>
  return (
    <>
      <Table dense caption="Results" rows={rows.slice(0, limit)} rowKey={keyOf} columns={columns} />
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
