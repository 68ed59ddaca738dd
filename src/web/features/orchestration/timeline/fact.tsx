import type { ReactNode } from 'react'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { cx } from '#web/ui/display/cx.ts'
import { Skeleton } from '#web/ui/display/skeleton.tsx'

/** One value of a transfer: its name beside it, a copy button right behind it. `wide` takes the whole row. */
export const Fact = ({
  term,
  wide,
  children,
  copy,
}: {
  term: string
  wide?: boolean
  children: ReactNode
  /** What to copy, and what to call it. */
  copy?: { readonly what: string; readonly value: string } | undefined
}) => (
  <>
    <dt className="text-ink-faint">{term}</dt>
    <dd className={cx('min-w-0 wrap-anywhere', wide && '@min-[42rem]:col-span-3')}>
      {children}
      {copy && <CopyValue {...copy} />}
    </dd>
  </>
)

/** Keeps the place of a value that is on its way. */
export const Expected = ({ term, wide, className }: { term: string; wide?: boolean; className: string }) => (
  <Fact term={term} {...(wide && { wide })}>
    <Skeleton className={cx('my-0.75 h-3.5 max-w-full', className)} />
  </Fact>
)
