/** An id that belongs to something else than an orchestration: says to what, and leads on from there. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { eventSentence, eventSubject, ownersSentence, roleText, ruleSentence } from '#domain/identify/identify-text.ts'
import type { ProblemContext } from '#domain/problems/problem-text.ts'
import type { PaxosEvent } from '#paxos/event.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { transferQuery } from '#web/api/record-queries.ts'
import type { Environment } from '#web/app-config.ts'
import { Problem } from '#web/components/problem/problem.tsx'
import { paths } from '#web/paths.ts'
import { outcomeOf } from './checks.tsx'
import { OpenLink, OwnersView, PartFailed } from './owners-view.tsx'
import { onlyOwner, useOwners } from './use-owners.ts'

/** A transfer's id: its orchestrations are searched, in at most six calls. */
export function TransferId({
  environment,
  transfer,
  context,
}: {
  environment: Environment
  transfer: Transfer
  context: ProblemContext
}) {
  const owners = useOwners(environment, [transfer])
  const says = ownersSentence(owners.search?.owners ?? [])
  return (
    <Problem problem={{ code: 'wrong_kind', found: { kind: 'transfer ID', says } }} context={context}>
      <OwnersView owners={owners} environment={environment.name} />
      {owners.search?.owners.length === 0 && <AboutTransfer environment={environment} transfer={transfer} />}
    </Problem>
  )
}

const AboutTransfer = ({ environment, transfer: { id } }: { environment: Environment; transfer: Transfer }) =>
  id !== undefined && (
    <p className="w-full">
      <Link to={paths.transfer(environment.name, id)}>View transfer</Link>
    </p>
  )

export const RuleId = ({
  environment,
  id,
  rule,
  context,
}: {
  environment: Environment
  id: string
  rule: Rule
  context: ProblemContext
}) => (
  <Problem problem={{ code: 'wrong_kind', found: { kind: 'rule ID', says: ruleSentence(rule) } }} context={context}>
    <OpenLink to={paths.rule(environment.name, id)}>Open the rule</OpenLink>
  </Problem>
)

/** An event's id: of an orchestration, or of a transfer, which is read and whose orchestrations are searched. */
export function EventId({
  environment,
  event,
  context,
}: {
  environment: Environment
  event: PaxosEvent
  context: ProblemContext
}) {
  const subject = eventSubject(event)
  const objectId = event.object_id ?? ''
  const transfer = useQuery({ ...transferQuery(environment, objectId), enabled: subject === 'transfer' })
  const owners = useOwners(environment, transfer.data ? [transfer.data.value] : [])
  const role = onlyOwner(owners) === undefined ? undefined : roleText(owners.search?.owners ?? [])
  const outcome = outcomeOf(transfer)
  return (
    <Problem
      problem={{ code: 'wrong_kind', found: { kind: 'event ID', says: eventSentence(event, role) } }}
      context={context}
    >
      {subject === 'orchestration' && <OpenLink to={paths.orchestration(environment.name, objectId)} />}
      {subject === 'transfer' && outcome === 'none' && (
        <p className="w-full text-ink-soft">Paxos lists no transfer with the ID that the event names, {objectId}.</p>
      )}
      {subject === 'transfer' && typeof outcome === 'object' && (
        <PartFailed
          what="We couldn't read the transfer that it is about."
          problem={outcome}
          environment={environment.name}
          onRetry={() => void transfer.refetch({ cancelRefetch: false })}
          retrying={transfer.isFetching}
        />
      )}
      {subject === 'transfer' && (outcome === 'checking' || outcome === 'found') && (
        <OwnersView owners={owners} environment={environment.name} />
      )}
      {transfer.data && owners.search?.owners.length === 0 && (
        <AboutTransfer environment={environment} transfer={transfer.data.value} />
      )}
    </Problem>
  )
}
