import { Link } from 'react-router'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { List } from '#web/ui/display/list.tsx'

/** Samples, where the environment has any to offer: the demo. */
export function Examples({ environment }: { environment: Environment }) {
  if (environment.examples.length === 0) return null
  return (
    <Card title="Samples" aside="simulated" className="mt-10">
      <List className="py-1">
        {environment.examples.map(({ id, shows }) => (
          <li key={id} className="border-b border-line-soft last:border-0">
            <Link
              to={paths.orchestration(environment.name, id)}
              className="block px-5 py-2.5 text-ink no-underline hover:bg-hover"
            >
              <span className="block">{shows}</span>
              <span translate="no" className="code text-link">
                {id}
              </span>
            </Link>
          </li>
        ))}
      </List>
    </Card>
  )
}
