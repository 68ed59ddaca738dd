import { type ComponentProps, useEffect } from 'react'
import { serverNow } from '#web/api/clock.ts'
import { ReadAge } from '#web/components/list/read-age.tsx'
import { Button } from '#web/ui/controls/button.tsx'
import { RowFilter } from '#web/ui/controls/fields.tsx'
import { Signs } from '#web/ui/display/sign.tsx'
import { announce } from '#web/ui/page/announcer.tsx'

/** How old the list is, and how many new ones wait to be read. */
export function Freshness({
  readAt,
  newer,
  reading,
  onRead,
}: {
  readAt: string
  newer: { readonly count: number; readonly more: boolean }
  reading: boolean
  onRead: () => void
}) {
  const waiting = newer.count > 0 ? `${newer.count}${newer.more ? ' or more' : ''} new` : undefined
  useEffect(() => {
    if (waiting !== undefined) announce(waiting)
  }, [waiting])
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm text-ink-faint">
      <ReadAge readAt={readAt} clock={serverNow} />
      <Button size="small" onClick={onRead} disabled={reading}>
        {waiting ?? 'Refresh'}
      </Button>
    </div>
  )
}

/** How much of the list one sees and how old it is, what is waiting, and the filter over what is loaded. */
export const ListHead = ({
  count,
  rowsLabel,
  matching,
  text,
  onText,
  ...freshness
}: ComponentProps<typeof Freshness> & {
  count: string
  /** What the filter over loaded rows leaves. */
  matching: { readonly count: number } | undefined
  /** "Filter these 100" */
  rowsLabel: string
  text: string
  onText: (text: string) => void
}) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line-soft px-5 py-2.5">
    <p role="status" className="text-sm">
      <span className="font-semibold">{count}</span>
      {matching && <Signs text={` · ${matching.count} of these match`} />}
    </p>
    <Freshness {...freshness} />
    <RowFilter label={rowsLabel} name={rowsLabel} text={text} onText={onText} />
  </div>
)
