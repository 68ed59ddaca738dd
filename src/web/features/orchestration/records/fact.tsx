import type { ReactNode } from 'react'
import { CopyValue } from '#web/ui/copy-button.tsx'
import { cx } from '#web/ui/cx.ts'

const spans = { third: 'sm:col-span-2', half: 'col-span-2 sm:col-span-3', full: 'col-span-full' } as const

export const Facts = ({ children, className }: { children: ReactNode; className?: string }) => (
  <dl className={cx('grid grid-cols-2 gap-x-4 gap-y-1.5 sm:grid-cols-6', className)}>{children}</dl>
)

/** One value of a transfer record in its compact grid: as tall with a copy button as without. */
export const Fact = ({
  term,
  span = 'third',
  children,
  copy,
}: {
  term: string
  span?: keyof typeof spans
  children: ReactNode
  /** What to copy, and what to call it. */
  copy?: { readonly what: string; readonly value: string } | undefined
}) => (
  <div className={cx('min-w-0', spans[span])}>
    <dt className="text-xs text-ink-faint">{term}</dt>
    <dd className="flex min-h-6 items-start gap-1">
      <div className="min-w-0 pt-0.5 wrap-anywhere">{children}</div>
      {copy && <CopyValue {...copy} />}
    </dd>
  </div>
)
