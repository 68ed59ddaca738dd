import { Link } from 'react-router'
import { ownLink } from '#domain/config/links.ts'
import { ruleMeaning } from '#domain/orchestration/status.ts'
import { originLabel } from '#domain/orchestration/timeline/outer-steps.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/card.tsx'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { isOnlyOneMissing } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { PartProblem } from './part-problem.tsx'

/** Which rule started the payment: its name and status, a link to its page here and, where configured, to the operator's own system. */
export function RuleCard({ environment, enrichment }: { environment: Environment; enrichment: Enrichment }) {
  const ruleId = enrichment.facts.orchestration.orchestration_rule_id
  const href = ownLink(appConfig.links, 'rule', environment.name, ruleId)
  return (
    <Card title="Rule">
      {ruleId ? (
        <Definitions>
          <Named environment={environment} enrichment={enrichment} />
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
        <p className="px-5 py-3">{originLabel(enrichment.facts)}</p>
      )}
    </Card>
  )
}

/** What the rules endpoint adds, in a place that is kept for it: name and status, or why they could not be read. */
function Named({ environment, enrichment: { facts, parts } }: { environment: Environment; enrichment: Enrichment }) {
  const { rule } = parts
  if (rule.kind === 'loading')
    return (
      <>
        <Definition term="Name">
          <Bone className="h-5 w-40" />
        </Definition>
        <Definition term="Status">
          <Bone className="mb-1 h-6 w-24" />
          <Bone className="h-10 w-56" />
        </Definition>
      </>
    )
  if (rule.kind === 'problem')
    return (
      <Definition term="Name and status">
        <PartProblem
          name="Rule details"
          looking="rule"
          part={rule}
          environment={environment.name}
          isOnlyOne={isOnlyOneMissing(parts)}
        />
      </Definition>
    )
  if (!facts.rule)
    return (
      <Definition term="Name and status">
        <span className="text-ink-soft">Paxos no longer lists this rule.</span>
      </Definition>
    )
  return (
    <>
      <Definition term="Name">{facts.rule.nickname ?? facts.rule.ref_id}</Definition>
      <Definition term="Status">
        <RuleBadge status={facts.rule.status} />
        <p className="mt-1 text-sm text-ink-soft">{ruleMeaning(facts.rule.status).meaning}</p>
      </Definition>
    </>
  )
}
