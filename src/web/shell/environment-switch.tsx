import { Link, useParams } from 'react-router'
import { appConfig, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'

/**
 * The environments, where there is more than one. Switching goes to the other's lookup page and only offers the id
 * that is open: the two are isolated, so the same id there would be another payment.
 */
export function EnvironmentSwitch({ current }: { current: string }) {
  const { id } = useParams()
  if (appConfig.environments.length < 2) {
    return <span className="text-sm whitespace-nowrap text-ink-faint max-md:hidden">{environmentTitle(current)}</span>
  }
  return (
    <nav aria-label="Environment" className="flex rounded-lg border border-line bg-sunken p-0.5 text-sm">
      {appConfig.environments.map(({ name }) => (
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
