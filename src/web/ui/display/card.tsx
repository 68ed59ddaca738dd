import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

/** The one card: a titled part of a page. `aside` stands at the right of the title, in the quiet voice. */
export function Card({
  title,
  aside,
  dense,
  className,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  /** Where several cards are to fit on one screen. */
  dense?: boolean
  className?: string
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section
      aria-labelledby={heading}
      className={cx('min-w-0 rounded-xl border border-line bg-card shadow-card print:break-inside-avoid', className)}
    >
      <div
        className={cx(
          'flex flex-wrap items-center justify-between gap-x-3 border-b border-line-soft',
          dense ? 'min-h-10 px-4 py-2' : 'min-h-12 px-5 py-2.5',
        )}
      >
        <h2 id={heading} className="font-semibold">
          {title}
        </h2>
        {aside !== undefined && <div className="text-sm text-ink-faint">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
