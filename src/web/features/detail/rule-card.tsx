import { Link } from 'react-router'
import { fillTemplate } from '#domain/links.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/card.tsx'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'

/** Which rule started the payment: a link to its page here and, where configured, to the operator's own system. */
export function RuleCard({ ruleId, environment }: { ruleId: string | undefined; environment: Environment }) {
  const template = appConfig.links.rule
  const href = template && ruleId && fillTemplate(template, { environment: environment.name, id: ruleId })
  return (
    <Card title="Rule">
      {ruleId ? (
        <Definitions>
          <Definition term="Rule ID" code copy={ruleId}>
            <Link to={paths.rule(environment.name, ruleId)}>{ruleId}</Link>
          </Definition>
          {href && (
            <Definition term="In your system">
              <ExternalLink href={href}>Open this rule</ExternalLink>
            </Definition>
          )}
        </Definitions>
      ) : (
        <p className="px-5 py-3">Ad hoc: no rule</p>
      )}
    </Card>
  )
}
