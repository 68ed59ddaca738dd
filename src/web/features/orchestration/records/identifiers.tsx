import { ownLink } from '#domain/config/links.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { Card } from '#web/ui/card.tsx'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

/** Every ID of the orchestration, whole, each with its copy button and a link to the operator's own page of it. */
export function Identifiers({
  orchestration,
  environment,
}: {
  orchestration: Orchestration
  environment: Environment
}) {
  const rows = [
    ['Orchestration', orchestration.id, 'orchestration'],
    ['Reference', orchestration.ref_id, 'reference'],
    ['Customer', orchestration.customer_id, undefined],
    ['Identity', orchestration.identity_id, 'identity'],
    ['Account', orchestration.account_id, 'account'],
    ['Profile', orchestration.profile_id, 'profile'],
  ] as const
  const missing = rows.filter(([, value]) => value === undefined)
  return (
    <Card title="Identifiers">
      <Definitions>
        {rows.map(([term, value, page]) => {
          if (value === undefined) return null
          const href = page && ownLink(appConfig.links, page, environment.name, value)
          return (
            <Definition key={term} term={term} code copy={value}>
              {href ? (
                <ExternalLink href={href}>
                  <Untrusted text={value} />
                </ExternalLink>
              ) : (
                value
              )}
            </Definition>
          )
        })}
        {missing.length > 0 && <Definition term={missing.map(([term]) => term).join(', ')}>{undefined}</Definition>}
      </Definitions>
    </Card>
  )
}
