import { useState } from 'react'
import {
  type BrowseFilters,
  type Entry,
  frozen,
  rowsParameter,
  spans,
  writeFilters,
} from '#domain/lists/browse-filters.ts'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Choice } from '#web/ui/controls/fields.tsx'
import { Popover } from '#web/ui/controls/popover.tsx'
import { CopyAction } from '#web/ui/copy/copy-button.tsx'

/**
 * The link to this list. A range that moves along would show others something else tomorrow, so a link fixes it, unless
 * the reader wants it to move. `readMs` is when the list was read, `rows` the text that loaded rows have to hold.
 */
export function ShareLink({
  environment,
  filters,
  rows,
  readMs,
}: {
  environment: Environment
  filters: BrowseFilters
  rows: string
  readMs: number
}) {
  const [keep, setKeep] = useState(false)
  const { created } = filters
  const link = () => {
    const shared = keep ? filters : { ...filters, created: frozen(created, readMs) }
    const entries: readonly Entry[] = [
      ...writeFilters(shared),
      ...(rows === '' ? [] : [[rowsParameter, rows] as const]),
    ]
    return { text: location.origin + paths.orchestrations(environment.name, entries) }
  }
  const copy = (
    <CopyAction what="Link" content={link}>
      Copy link
    </CopyAction>
  )
  if (created.kind !== 'last') return copy
  return (
    <Popover label="Share" look="action">
      {() => (
        <>
          <p className="mb-2 text-sm text-ink-soft">The link keeps this time range, whenever it is opened.</p>
          <Choice type="checkbox" checked={keep} onChange={event => setKeep(event.target.checked)}>
            Keep “{spans[created.span].words}”
          </Choice>
          <div className="mt-3">{copy}</div>
        </>
      )}
    </Popover>
  )
}
