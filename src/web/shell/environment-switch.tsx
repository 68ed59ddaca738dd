import { Link, useParams } from 'react-router'
import { appConfig, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { useClosedEnvironments } from './closed-environment.tsx'

/**
 * The environments that the reader may see, where there is more than one. Switching goes to the other's lookup page and
 * only offers the id that is open: the two are isolated, and the same id there is another orchestration. On a phone they
 * are in the menu.
 */
export function EnvironmentSwitch({ current }: { current: string }) {
  const { id } = useParams()
  const closed = useClosedEnvironments()
  const shown = appConfig.environments.filter(({ name }) => name === current || !closed.includes(name))
  if (shown.length < 2) return null
  return (
    <nav
      aria-label="Switch environment"
      className="flex rounded-lg border border-line bg-sunken p-0.5 text-sm max-sm:hidden"
    >
      {shown.map(({ name }) => (
        <Link
          key={name}
          to={paths.lookup(name)}
          state={name === current ? undefined : { offered: id }}
          aria-current={name === current ? 'true' : undefined}
          className="rounded-md px-2.5 py-1 text-ink-soft no-underline hover:text-ink aria-[current]:bg-card aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-card"
        >
          {environmentTitle(name)}
        </Link>
      ))}
    </nav>
  )
}
