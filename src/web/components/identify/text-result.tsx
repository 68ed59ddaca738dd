import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, Navigate } from 'react-router'
import { type Check, sharedHeading, withoutOwner } from '#domain/identify/identify-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { transfersQuery } from '#web/api/identify-queries.ts'
import { referenceQuery } from '#web/api/queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { Problem } from '#web/components/problem/problem.tsx'
import { QueryProblem, useLastProblem } from '#web/components/problem/query-problem.tsx'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { List } from '#web/ui/display/list.tsx'
import { focusHeading } from '#web/ui/page/announcer.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { Checking, Checks, outcomeOf } from './checks.tsx'
import { Choice } from './choice.tsx'
import { OtherEnvironments } from './other-environments.tsx'
import { OwnersView } from './owners-view.tsx'
import { onlyOwner, useOwners } from './use-owners.ts'

type TextResultProps = {
  environment: Environment
  /** The text as it is read, and as it was pasted where that differs: any of them may be the reference. */
  texts: readonly [string, ...string[]]
  isHash?: boolean
  /** An id inside the reference, to be used when nothing has the reference itself. */
  contains?: string | undefined
}

/** The API takes no longer reference. */
const maxReferenceLength = 256

/**
 * What a text that is not an ID leads to: the orchestration that has it as its reference, that of a transfer with this
 * transaction hash or reference, a choice where there are several, or what it was checked as. At most eight calls.
 */
export function TextResult({ environment, texts, isHash = false, contains }: TextResultProps) {
  const [text] = texts
  const references = texts.filter(({ length }) => length <= maxReferenceLength)
  const reference = useQuery({ ...referenceQuery(environment, ...references), staleTime: 0 })
  const found = reference.data?.value.items.map(({ value }) => value) ?? []
  const transfer = useQuery({
    ...transfersQuery(environment, isHash ? { hash: text } : { references }),
    enabled: isHash || (reference.data !== undefined && found.length === 0 && contains === undefined),
  })
  const referenceProblem = useLastProblem(reference, text)
  const transferProblem = useLastProblem(transfer, text)
  const transfers = found.length === 0 ? (transfer.data?.transfers ?? []) : []
  const owners = useOwners(environment, transfers)
  const checks: readonly Check[] = [
    { as: 'reference', outcome: outcomeOf(reference, () => found.length > 0) },
    // Not asked before it is known that no orchestration carries the reference.
    ...(transfer.isEnabled
      ? [
          {
            as: isHash ? 'transaction' : 'transfer reference',
            outcome: outcomeOf(transfer, list => list.transfers.length > 0),
          } as const,
        ]
      : []),
  ]
  const what = isHash ? 'hash' : 'reference'
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    id: text,
    referenceOnly: true,
  } as const
  if (found.length > 0)
    return <Found environment={environment} reference={text} found={found} isMore={!!reference.data?.value.next} />
  if ((reference.isPending && !referenceProblem) || (transfer.isEnabled && transfer.isPending && !transferProblem))
    return <Checking id={text} checks={checks} environment={environment.name} />

  if (contains !== undefined && reference.data) {
    const state = { said: [`No orchestration has the reference ${text}; using the ID in it`], pasted: text }
    return <Navigate to={paths.orchestration(environment.name, contains)} replace state={state} />
  }
  const owner = onlyOwner(owners)
  if (owner && !transfer.data?.more) {
    const said = `Found by ${isHash ? 'transaction hash' : "its transfer's reference ID"} ${text}`
    return <Navigate to={paths.orchestration(environment.name, owner)} replace state={{ said: [said], pasted: text }} />
  }
  if (transfers.length > 0) {
    const kind = isHash ? 'transaction hash' : "transfer's reference"
    const heading = isHash ? sharedHeading(owners.search?.owners ?? []) : undefined
    return (
      <Problem level={2} problem={{ code: 'wrong_kind', found: { kind, heading } }} context={context}>
        <OwnersView owners={owners} environment={environment.name} />
        {transfer.data?.more && (
          <p className="w-full text-ink-soft">
            Only the first {transfers.length} transfers were searched; Paxos lists more.
          </p>
        )}
        {owners.search && (
          <List className="w-full">
            {withoutOwner(owners.search.owners, transfers).map(
              ({ id }) =>
                id !== undefined && (
                  <li key={id}>
                    Transfer{' '}
                    <Link to={paths.transfer(environment.name, id)} translate="no" className="code">
                      {id}
                    </Link>
                  </li>
                ),
            )}
          </List>
        )}
      </Problem>
    )
  }
  // Of a hash, whose main question is the transaction, a failure there is the answer; else that of the reference is.
  const failed = isHash && transferProblem ? transfer : reference
  const failure = isHash ? (transferProblem ?? referenceProblem) : referenceProblem
  const parts = {
    level: 2,
    context,
    more: <Checks checks={checks} environment={environment.name} />,
    children: <OtherEnvironments environment={environment} what={what} pathIn={name => paths.lookup(name, text)} />,
  } as const
  if (failure) return <QueryProblem query={failed} problem={failure} {...parts} />
  const checkAgain = () => {
    void reference.refetch()
    if (transfer.isEnabled) void transfer.refetch()
  }
  return <Problem problem={{ code: 'not_found' }} onRetry={checkAgain} {...parts} />
}

/** The orchestrations that have the reference: one opens at once, of several the reader chooses. */
function Found({
  environment,
  reference,
  found,
  isMore,
}: {
  environment: Environment
  reference: string
  found: readonly Orchestration[]
  isMore: boolean
}) {
  const only = found.length === 1 ? found[0]?.id : undefined
  if (only) {
    const state = { said: [`Found by reference ID ${reference}`], pasted: reference }
    return <Navigate to={paths.orchestration(environment.name, only)} replace state={state} />
  }
  return <Picker environment={environment.name} reference={reference} found={found} isMore={isMore} />
}

/** Several to choose from: its heading takes the focus, so that it is heard that there is a choice. */
function Picker({
  environment,
  reference,
  found,
  isMore,
}: {
  environment: string
  reference: string
  found: readonly Orchestration[]
  isMore: boolean
}) {
  const title = `${found.length}${isMore ? ' or more' : ''} orchestrations have this reference`
  const card = useRef<HTMLDivElement>(null)
  useDocumentTitle(`${title} · Orchestration Desk`)
  useEffect(() => focusHeading(card.current?.querySelector('h2')), [])
  return (
    <div ref={card}>
      <Card title={title} aside="newest first">
        <Choice
          caption={`Orchestrations with the reference ${reference}`}
          environment={environment}
          orchestrations={found}
        />
      </Card>
    </div>
  )
}
