import { Fragment } from 'react'
import { Link } from 'react-router'
import { wantedOf, writeWanted } from '#domain/lists/batch-address.ts'
import { paths } from '#web/paths.ts'

/** More are a click on the list away. */
const mostShown = 5
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The IDs and hashes of a paste that were not looked up, each one click away. */
export function LeftOut({ texts, environment }: { texts: readonly string[]; environment: string }) {
  const shown = texts.slice(0, mostShown)
  const ids = texts.filter(text => uuid.test(text))
  const batch = writeWanted(wantedOf(ids.map(id => ({ id, count: 1 }))))
  return (
    <p className="mb-3 text-sm text-ink-soft wrap-anywhere print:hidden">
      Left out:{' '}
      {shown.map((text, index) => (
        <Fragment key={text}>
          {index > 0 && ', '}
          <Link
            className="code"
            to={uuid.test(text) ? paths.orchestration(environment, text) : paths.lookup(environment, text)}
          >
            {text}
          </Link>
        </Fragment>
      ))}
      {texts.length > shown.length && ` and ${(texts.length - shown.length).toLocaleString('en')} more`}
      {ids.length > 1 && (
        <>
          {' · '}
          <Link to={paths.batch(environment, batch)} state={{ pasted: ids.join('\n') }}>
            Look up all {ids.length.toLocaleString('en')}
          </Link>
        </>
      )}
    </p>
  )
}
