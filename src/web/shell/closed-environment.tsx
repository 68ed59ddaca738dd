import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { problemText } from '#domain/problems/problem-text.ts'
import { useSession } from '#web/api/session.ts'
import { appConfig, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { List } from '#web/ui/display/list.tsx'

/** The environments that the reader may not see; none as long as nobody is known. */
export function useClosedEnvironments(): readonly string[] {
  const session = useSession()
  return typeof session === 'object' ? session.closedEnvironments : []
}

/** In place of every page of an environment that the reader may not see. */
export function ClosedEnvironment({ name }: { name: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const closed = useClosedEnvironments()
  const { heading: title, body } = problemText({ code: 'environment_forbidden' }, { environment: name })
  const open = appConfig.environments.filter(environment => !closed.includes(environment.name))
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold">
        {title}
      </h1>
      {body.map(sentence => (
        <p key={sentence} className="mt-2 text-lg text-ink-soft">
          {sentence}
        </p>
      ))}
      <List className="mt-4 flex flex-wrap gap-2">
        {open.map(environment => (
          <li key={environment.name}>
            <Link
              to={paths.lookup(environment.name)}
              className="block rounded-lg border border-line bg-card px-4 py-2 font-medium no-underline hover:bg-hover"
            >
              {environmentTitle(environment.name)}
            </Link>
          </li>
        ))}
      </List>
    </>
  )
}
