import { Fragment } from 'react'
import { Link } from 'react-router'
import { Dot } from '#web/ui/display/sign.tsx'
import type { LeftOut } from './arrival.ts'

/** IDs and hashes of a paste that were not looked up, or not in this environment, each one click away. */
export const LeftOutLinks = ({ leftOut: { title, links, more, all } }: { leftOut: LeftOut }) => (
  <p className="mb-3 text-sm text-ink-soft wrap-anywhere print:hidden">
    {title}:{' '}
    {links.map(({ text, to }, index) => (
      <Fragment key={text}>
        {index > 0 && ', '}
        <Link className="code" to={to}>
          {text}
        </Link>
      </Fragment>
    ))}
    {more > 0 && ` and ${more.toLocaleString('en')} more`}
    {all && (
      <>
        <Dot />
        <Link to={all.to} state={{ pasted: all.pasted }}>
          {all.text}
        </Link>
      </>
    )}
  </p>
)
