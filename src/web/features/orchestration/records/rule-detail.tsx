import { Link } from 'react-router'
import { ownLink } from '#domain/config/links.ts'
import { ruleMeaning } from '#domain/orchestration/status.ts'
import { originLabel } from '#domain/orchestration/timeline/outer-steps.ts'
import type { Rule } from '#paxos/rule.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { paths } from '#web/paths.ts'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { isOnlyOneMissing } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { browsePath } from './browse-path.ts'
import { Detail } from './detail.tsx'
import { PartProblem } from './part-problem.tsx'

/** The rule that made the orchestration: its name and status in a place that is kept for them, its id, and where it leads. */
export function RuleDetail({ environment, enrichment }: { environment: Environment; enrichment: Enrichment }) {
  const { facts, parts } = enrichment
  const id = facts.orchestration.orchestration_rule_id
  if (id === undefined)
    return <Detail term="Rule" plain={facts.orchestration.says_no_rule ? 'None (one-off)' : originLabel(facts)} />
  const { rule } = parts
  return (
    <Detail
      term="Rule"
      href={ownLink(appConfig.links, 'rule', environment.name, id)}
      plain={
        <>
          {rule.kind === 'loading' && (
            <>
              <Skeleton className="my-1.5 h-3 w-40" />
              <Skeleton className="my-1.25 h-6.25" />
            </>
          )}
          {rule.kind === 'read' && <Named rule={rule.value} environment={environment.name} />}
          {rule.kind === 'problem' && (
            <div className="text-sm">
              <PartProblem
                name="Rule details"
                looking="rule"
                part={rule}
                environment={environment.name}
                isOnlyOne={isOnlyOneMissing(parts)}
              />
            </div>
          )}
          <Link to={paths.rule(environment.name, id)} translate="no" className="code-small">
            {id}
          </Link>
          <CopyValue what="Rule ID" value={id} />
        </>
      }
    >
      <Link to={browsePath(environment, { orchestration_rule_id: id })}>its orchestrations</Link>
    </Detail>
  )
}

/** What the rules endpoint adds to the id. */
function Named({ rule, environment }: { rule: Rule | undefined; environment: string }) {
  if (!rule) return <p className="min-h-12">Paxos no longer lists this rule.</p>
  const name = rule.nickname ?? rule.ref_id
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        {rule.id === undefined || name === undefined ? (
          <span className="text-ink-faint">No name</span>
        ) : (
          <Link to={paths.rule(environment, rule.id)} className="py-0.5">
            <Untrusted text={name} />
          </Link>
        )}
        <RuleBadge status={rule.status} />
      </p>
      <p className="text-xs text-ink-faint">{ruleMeaning(rule.status).meaning}</p>
    </>
  )
}
