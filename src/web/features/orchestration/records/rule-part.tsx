import { ruleStatusMeaning } from '#domain/lists/rule-text.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import type { Environment } from '#web/app-config.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { Definition } from '#web/ui/definitions.tsx'
import { isOnlyOneMissing, type Parts } from './part.ts'
import { PartProblem } from './part-problem.tsx'

/** What the rules endpoint adds to a rule's id: its name and its status, or why they could not be read. */
export function RulePart({ facts, parts, environment }: { facts: Facts; parts: Parts; environment: Environment }) {
  const { rule } = parts
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
        <span className="text-ink-soft">
          Paxos lists no rule with this ID. The payment itself says that it was made by it.
        </span>
      </Definition>
    )
  return (
    <>
      <Definition term="Name">{facts.rule.nickname ?? facts.rule.ref_id}</Definition>
      <Definition term="Status">
        <RuleBadge status={facts.rule.status} />
        <p className="mt-1 text-sm text-ink-soft">
          {ruleStatusMeaning(facts.rule.status) ?? "A status that this version doesn't know. Check Paxos docs."}
        </p>
      </Definition>
    </>
  )
}
