import { useMemo, useState } from 'react'
import { openIds } from '#domain/lists/batch.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { RowFilter, Select } from '#web/ui/controls/fields.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { LiveSwitch } from './live-switch.tsx'
import type { Batch } from './read/use-batch.ts'
import { useLiveRows } from './read/use-live-rows.ts'

/** Order, filter, and asking again: for what couldn't be checked, and for what may have changed, by hand or live. */
export function BatchControls({
  problemsFirst,
  onSort,
  text,
  onText,
  matching,
  unchecked,
  batch,
}: {
  problemsFirst: boolean
  onSort: (problemsFirst: boolean) => void
  text: string
  onText: (text: string) => void
  matching: number | undefined
  unchecked: number
  batch: Batch
}) {
  const [isLive, setLive] = useState(false)
  const live = useLiveRows(batch, isLive)
  const open = useMemo(() => openIds(batch.rows).length, [batch.rows])
  useShortcut('action refresh', () => void batch.refreshOpen())
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line-soft px-5 py-2.5 print:hidden">
      <Select
        label="Order"
        value={problemsFirst ? 'worst' : 'pasted'}
        onChange={event => onSort(event.target.value === 'worst')}
        options={[
          ['pasted', 'Pasted order'],
          ['worst', 'Problems first'],
        ]}
      />
      {unchecked > 0 && (
        <Button look="primary" className="min-h-8! text-sm" onClick={batch.retry} disabled={batch.busy}>
          Retry {unchecked.toLocaleString('en')} unchecked
        </Button>
      )}
      {open > 0 && (
        <Button className="min-h-8! text-sm" onClick={() => void batch.refreshOpen()} disabled={batch.busy}>
          Refresh {open.toLocaleString('en')} open
        </Button>
      )}
      {(open > 0 || isLive) && <LiveSwitch live={live} readAt={batch.reread.readAt} onSwitch={setLive} />}
      <RowFilter
        label={matching === undefined ? 'Filter' : `Filter: ${matching.toLocaleString('en')} match`}
        name="Filter"
        text={text}
        onText={onText}
      />
    </div>
  )
}
