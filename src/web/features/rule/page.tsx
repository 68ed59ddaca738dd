import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ownLink } from '#domain/config/links.ts'
import { railText } from '#domain/orchestration/rails.ts'
import { ruleMeaning } from '#domain/orchestration/status.ts'
import type { Rule } from '#paxos/rule.ts'
import { serverNow } from '#web/api/clock.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { ruleQuery } from '#web/api/queries.ts'
import { appConfig, type Environment, otherEnvironments } from '#web/app-config.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { Problem } from '#web/components/problem/problem.tsx'
import { EndpointFacts } from '#web/components/rail-endpoint.tsx'
import { FullTime } from '#web/components/time.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'
import { RuleRecord } from './rule-record.tsx'

/** One rule: its definition, and what it has done lately. Neither waits for the other, nor fails with it. */
export function RulePage() {
  const environment = useEnvironment()
  const { id = '' } = useParams()
  return (
    <>
      <DefinitionOf key={`definition ${id}`} environment={environment} id={id} />
      <RuleRecord key={`record ${id}`} environment={environment} id={id} />
    </>
  )
}

function DefinitionOf({ environment, id }: { environment: Environment; id: string }) {
  const query = useQuery({ ...ruleQuery(environment, id), retryOnMount: false })
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    id,
    looking: 'rule',
  } as const
  const retry = (
    <Button look="primary" onClick={() => query.refetch()} disabled={query.isFetching}>
      Try again
    </Button>
  )
  if (query.data) {
    const rule = query.data.value.items[0]?.value
    if (rule) return <RuleDefinition rule={rule} id={id} environment={environment} />
    return (
      <Problem problem={{ code: 'not_found' }} context={context}>
        {retry}
      </Problem>
    )
  }
  if (query.error) {
    return (
      <Problem problem={problemOf(query.error)} context={context}>
        {retry}
      </Problem>
    )
  }
  return (
    <div role="status" aria-label="Looking up this rule">
      <Bone className="h-7 w-28" />
      <Bone className="mt-3 h-9 max-w-md" />
      <Bone className="mt-6 h-64 rounded-xl" />
    </div>
  )
}

function RuleDefinition({ rule, id, environment }: { rule: Rule; id: string; environment: Environment }) {
  const name = rule.nickname ?? rule.ref_id ?? id
  useDocumentTitle(`Rule ${name} · Orchestration Desk`)
  const href = ownLink(appConfig.links, 'rule', environment.name, id)
  const meaning = rule.status.known && ruleMeaning(rule.status).meaning
  return (
    <article>
      <RuleBadge status={rule.status} />
      <h1 className="mt-2.5 text-2xl font-semibold tracking-tight wrap-anywhere md:text-3xl">
        <Untrusted text={name} />
      </h1>
      <p className="mt-1.5 text-lg text-ink-soft">
        Rule · <strong className="font-semibold text-ink">{rule.source_asset ?? 'asset not reported'}</strong> →{' '}
        <strong className="font-semibold text-ink">{rule.destination_asset ?? 'asset not reported'}</strong>
      </p>
      <div className="mt-4">
        {meaning ? (
          <p className="max-w-prose">{meaning}</p>
        ) : (
          <Banner
            tone="neutral"
            title={
              rule.status.raw === undefined
                ? 'Paxos reports no status for this rule.'
                : `Paxos reports "${rule.status.raw}", which this version doesn't know.`
            }
          />
        )}
      </div>
      <div className="mt-6 grid gap-6 md:grid-cols-[minmax(0,1fr)_22.5rem]">
        <div className="grid content-start gap-6 sm:grid-cols-2">
          {(['source', 'destination'] as const).map(side => (
            <Card key={side} title={side === 'source' ? 'Source' : 'Destination'}>
              <div className="px-5 py-4">
                <p className="text-ink-soft">{railText(rule[side])}</p>
                <EndpointFacts side={side === 'source' ? 'Source' : 'Destination'} endpoint={rule[side]} />
              </div>
            </Card>
          ))}
        </div>
        <Card title="Definition">
          <Definitions>
            <Definition term="Rule ID" code copy={rule.id ?? id}>
              {rule.id ?? id}
            </Definition>
            <Definition term="Reference" code copy={rule.ref_id}>
              {rule.ref_id}
            </Definition>
            <Definition term="Nickname">{rule.nickname}</Definition>
            <Definition term="Profile" code copy={rule.profile_id}>
              {rule.profile_id}
            </Definition>
            <Definition term="Created">
              <FullTime text={rule.created_at} clock={serverNow} />
            </Definition>
            {href && (
              <Definition term="In your system">
                <ExternalLink href={href}>Open this rule</ExternalLink>
              </Definition>
            )}
          </Definitions>
        </Card>
      </div>
    </article>
  )
}
