import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { appConfig, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'

/** An address that leads nowhere here: says so and lists the environments there are. */
export function NotFound() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useDocumentTitle('Page not found · Orchestration Desk')
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold">
        There is no page at this address.
      </h1>
      <p className="mt-2 text-lg text-ink-soft">
        Nothing about a payment follows from that. Start from the lookup page of one of these environments:
      </p>
      <ul className="mt-4 flex flex-wrap gap-2">
        {appConfig.environments.map(({ name }) => (
          <li key={name}>
            <Link
              to={paths.lookup(name)}
              className="block rounded-lg border border-line bg-card px-4 py-2 font-medium no-underline hover:bg-hover"
            >
              {environmentTitle(name)}
            </Link>
          </li>
        ))}
      </ul>
    </main>
  )
}
