import { fillTemplate } from '#domain/config/links.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { Card } from '#web/ui/card.tsx'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'

/** Every id of the record, whole, each with its copy button. */
export function Identifiers({
  orchestration,
  environment,
}: {
  orchestration: Orchestration
  environment: Environment
}) {
  const template = appConfig.links.profile
  const profile = orchestration.profile_id
  const profileHref = template && profile && fillTemplate(template, { environment: environment.name, id: profile })
  const rows = [
    ['Orchestration', orchestration.id],
    ['Reference', orchestration.ref_id],
    ['Customer', orchestration.customer_id],
    ['Identity', orchestration.identity_id],
    ['Account', orchestration.account_id],
  ] as const
  const given = rows.filter(([, value]) => value !== undefined)
  const missing = [...rows.filter(([, value]) => value === undefined), ...(profile ? [] : [['Profile'] as const])]
  return (
    <Card title="Identifiers">
      <Definitions>
        {given.map(([term, value]) => (
          <Definition key={term} term={term} code copy={value}>
            {value}
          </Definition>
        ))}
        {profile && (
          <Definition term="Profile" code copy={profile}>
            {profileHref ? <ExternalLink href={profileHref}>{profile}</ExternalLink> : profile}
          </Definition>
        )}
        {missing.length > 0 && <Definition term={missing.map(([term]) => term).join(', ')}>{undefined}</Definition>}
      </Definitions>
    </Card>
  )
}
