import { type ReactNode, useId, useState } from 'react'
import { Icon } from './icon.tsx'

/** A part of a page that opens on demand: a native `<details>`, so that find-in-page and print can open it too. */
export function Disclosure({
  title,
  count,
  open,
  onFirstOpen,
  children,
}: {
  title: string
  count?: number
  open?: boolean
  /** Called when it opens: for content that is worth loading only then. */
  onFirstOpen?: () => void
  children: ReactNode
}) {
  const id = useId()
  // Only how it begins: from then on it is the reader's to open and close.
  const [initially] = useState(open)
  return (
    <details
      open={initially}
      aria-labelledby={id}
      onToggle={event => event.currentTarget.open && onFirstOpen?.()}
      className="group border-t border-line-soft first:border-t-0"
    >
      <summary className="flex min-h-12 list-none items-center gap-2 px-5 py-2.5 hover:bg-hover">
        <Icon name="chevron" className="size-3.5 text-ink-faint transition-transform group-open:rotate-90" />
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {count !== undefined && <span className="text-sm text-ink-faint">{count}</span>}
      </summary>
      {children}
    </details>
  )
}
