import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import type { Check } from '#domain/identify/identify-text.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { eventQuery } from '#web/api/identify-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { referenceQuery, ruleQuery } from '#web/api/queries.ts'
import { transferQuery } from '#web/api/record-queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { Problem } from '#web/components/problem/problem.tsx'
import { paths } from '#web/paths.ts'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { Checking, Checks, outcomeOf } from './checks.tsx'
import { OtherEnvironments } from './other-environments.tsx'
import { EventId, RuleId, TransferId } from './other-kind.tsx'

/**
 * No orchestration has this id. So it is tried as everything else that it could be, all at once: a reference, a transfer,
 * a rule, an event. Four calls; what it turns out to be may take seven more, see `TransferId` and `EventId`.
 */
export function NoSuchId({
  environment,
  id,
  problem,
  onRetry,
}: {
  environment: Environment
  id: string
  problem: LookupProblem
  onRetry: () => void
}) {
  const once = { retryOnMount: false } as const
  const reference = useQuery({ ...referenceQuery(environment, id), ...once })
  const transfer = useQuery({ ...transferQuery(environment, id), ...once })
  const rule = useQuery({ ...ruleQuery(environment, id), ...once })
  const event = useQuery({ ...eventQuery(environment, id), ...once })
  useDocumentTitle(`No orchestration ${id.slice(0, 8)} · Orchestration Desk`)
  const context = { environment: environment.name, otherEnvironments: otherEnvironments(environment), id }
  const checks: readonly Check[] = [
    { as: 'reference', outcome: outcomeOf(reference, ({ value }) => value.items.length > 0) },
    { as: 'transfer', outcome: outcomeOf(transfer) },
    { as: 'rule', outcome: outcomeOf(rule, ({ value }) => value.items.length > 0) },
    { as: 'event', outcome: outcomeOf(event) },
  ]
  const isChecking = checks.some(({ outcome }) => outcome === 'checking')
  const found = reference.data?.value.items.map(({ value }) => value) ?? []
  const only = found.length === 1 ? found[0]?.id : undefined
  if (only && only !== id) {
    const state = { said: [`Found by reference ID ${id}`], pasted: id }
    return <Navigate to={paths.orchestration(environment.name, only)} replace state={state} />
  }
  // Several carry it: the lookup page lists them to choose from.
  if (found.length > 0) return <Navigate to={paths.reference(environment.name, id)} replace />
  // A reference comes before everything that the same text may also be.
  if (!reference.isPending) {
    const theRule = rule.data?.value.items[0]?.value
    if (transfer.data) return <TransferId environment={environment} transfer={transfer.data.value} context={context} />
    if (theRule) return <RuleId environment={environment} id={id} rule={theRule} context={context} />
    if (event.data) return <EventId environment={environment} event={event.data.value} context={context} />
  }
  if (isChecking) return <Checking id={id} checks={checks} environment={environment.name} />
  return (
    // "We checked it as both" would be untrue when the second check failed: then that failure is what to tell.
    <Problem
      problem={reference.error ? problemOf(reference.error) : problem}
      context={context}
      more={<Checks checks={checks.slice(reference.error ? 0 : 1)} environment={environment.name} />}
      onRetry={() => {
        onRetry()
        for (const query of [reference, transfer, rule, event]) void query.refetch()
      }}
    >
      <OtherEnvironments environment={environment} what="ID" pathIn={name => paths.orchestration(name, id)} />
    </Problem>
  )
}
