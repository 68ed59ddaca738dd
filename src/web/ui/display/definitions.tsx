import type { ReactNode } from 'react'
import { CopyValue } from '../copy/copy-button.tsx'
import { cx } from './cx.ts'
import { Untrusted } from './untrusted.tsx'

/** The one definition list: label above value, a hairline between rows. */
export const Definitions = ({ children, columns }: { children: ReactNode; columns?: boolean }) => (
  <dl className={cx('px-5 pt-1 pb-2', columns && 'gap-x-8 sm:grid sm:grid-cols-2')}>{children}</dl>
)

/** One row. `code` for ids and addresses; `copy` adds a copy button for the raw text; an undefined value reads "Not given". */
export function Definition({
  term,
  children,
  code,
  copy,
}: {
  term: string
  children: ReactNode
  code?: boolean
  copy?: string | undefined
}) {
  const empty = children === undefined || children === null || children === ''
  return (
    <div className="border-b border-line-soft py-2 last:border-0">
      <dt className="text-xs text-ink-faint wrap-anywhere">
        <Untrusted text={term} />
      </dt>
      <dd className="mt-0.5 wrap-anywhere">
        <span
          translate={code && !empty ? 'no' : undefined}
          className={empty ? 'text-ink-faint' : code ? 'code' : undefined}
        >
          {empty ? 'Not given' : typeof children === 'string' ? <Untrusted text={children} /> : children}
        </span>
        {copy !== undefined && <CopyValue what={term} value={copy} />}
      </dd>
    </div>
  )
}
