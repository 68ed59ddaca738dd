import { Children, type ReactNode } from 'react'
import { ExternalLink } from '#web/ui/controls/button.tsx'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { Dot } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'

/**
 * One value of the details, small and dense. `value` is an id, with a copy button; `plain` is anything else. Children and
 * `href`, the operator's own page of it, lead on from it. They stand above it, so that a whole id keeps to one line.
 */
export const Detail = ({
  term,
  value,
  href,
  plain,
  children,
}: {
  term: string
  value?: string
  href?: string | undefined
  plain?: ReactNode
  children?: ReactNode
}) => (
  <div className="min-w-0 py-1">
    <dt className="flex flex-wrap gap-x-1 text-xs text-ink-faint">
      {term}
      {Children.toArray([children, href && <ExternalLink href={href}>your system</ExternalLink>]).map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the links of a value have no other identity than their order
        <span key={index}>
          <Dot />
          {link}
        </span>
      ))}
    </dt>
    <dd className="wrap-anywhere">
      {value === undefined ? (
        plain
      ) : (
        <>
          <span translate="no" className="code-small">
            <Untrusted text={value} />
          </span>
          <CopyValue what={term} value={value} />
        </>
      )}
    </dd>
  </div>
)
