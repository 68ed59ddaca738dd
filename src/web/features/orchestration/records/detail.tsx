import { Children, type ReactNode } from 'react'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { Dot } from '#web/ui/display/sign.tsx'
import { UntrustedLink } from '#web/ui/display/untrusted.tsx'

/**
 * One value of the details, small and dense. `value` is an id, with a copy button and, as `href`, the operator's own page of
 * it; `plain` is anything else. Children lead on from it.
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
      {Children.toArray(children).map((link, index) => (
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
            <UntrustedLink href={href} text={value} />
          </span>
          <CopyValue what={term} value={value} />
        </>
      )}
    </dd>
  </div>
)
