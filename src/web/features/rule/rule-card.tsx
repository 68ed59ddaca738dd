import { Link } from 'react-router'
import { ownLink } from '#domain/config/links.ts'
import { railText } from '#domain/orchestration/rails.ts'
import type { Rule } from '#paxos/rule.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { EndpointFacts } from '#web/components/rail-endpoint.tsx'
import { FullTime } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { ExternalLink } from '#web/ui/controls/button.tsx'
import { Card } from '#web/ui/display/card.tsx'
import { Definition, Definitions } from '#web/ui/display/definitions.tsx'
import { Signs } from '#web/ui/display/sign.tsx'

const titles = { source: 'Source', destination: 'Destination' } as const
const sides = ['source', 'destination'] as const

/** A rule's definition: from where to where, and its ids. */
export function RuleCard({ rule, id, environment }: { rule: Rule; id: string; environment: Environment }) {
  const href = ownLink(appConfig.links, 'rule', environment.name, id)
  const asset = (side: (typeof sides)[number]) => rule[`${side}_asset`] ?? 'asset not reported'
  const { ref_id, nickname, profile_id } = rule
  return (
    <Card
      title={<Signs text={`${asset('source')} → ${asset('destination')}`} />}
      aside={href && <ExternalLink href={href}>Open in your own system</ExternalLink>}
      className="mt-4"
    >
      <div className="grid sm:grid-cols-2">
        {sides.map(side => (
          <section
            key={side}
            aria-label={titles[side]}
            className="border-b border-line-soft px-5 py-3 sm:first:border-r"
          >
            <h3 className="text-xs text-ink-faint">{titles[side]}</h3>
            <p>
              <strong className="font-semibold">{asset(side)}</strong>{' '}
              <span className="text-ink-soft">
                <Signs text={railText(rule[side])} />
              </span>
            </p>
            <EndpointFacts side={titles[side]} endpoint={rule[side]} />
          </section>
        ))}
      </div>
      <Definitions columns>
        <Definition term="Rule ID" code copy={rule.id ?? id}>
          {rule.id ?? id}
        </Definition>
        {ref_id !== undefined && (
          <Definition term="Reference" code copy={ref_id}>
            {ref_id}
          </Definition>
        )}
        {nickname !== undefined && <Definition term="Nickname">{nickname}</Definition>}
        {profile_id !== undefined && (
          <Definition term="Profile" code copy={profile_id}>
            <Link to={paths.orchestrations(environment.name, [['profile_id', profile_id]])}>{profile_id}</Link>
          </Definition>
        )}
        <Definition term="Created">
          <FullTime text={rule.created_at} clock={serverNow} />
        </Definition>
      </Definitions>
    </Card>
  )
}
