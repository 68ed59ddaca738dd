import { Link } from 'react-router'
import {
  completedAround,
  completedSentence,
  failuresAnswer,
  failuresAround,
  ownerText,
  type Window,
} from '#domain/compare/failures-around.ts'
import { alikeFilter, pairText } from '#domain/compare/route.ts'
import { noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { orchestrationStatusLabel } from '#domain/orchestration/status.ts'
import { instantFromMs } from '#domain/text/instant.ts'
import { utcDateTime } from '#domain/text/time-text.ts'
import type { Environment } from '#web/app-config.ts'
import { Time } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { Signs } from '#web/ui/display/sign.tsx'
import { ComparedBox, Unread } from './compared-box.tsx'
import { ReasonTable } from './reason-table.tsx'
import type { Comparison } from './use-comparison.ts'

/** "Only this customer?": which similar ones ended like it in the 24 hours around it, why, and what completed meanwhile. */
export function ComparedFailures({
  environment,
  facts: { orchestration },
  comparison: { failed, completed },
}: {
  environment: Environment
  facts: Facts
  comparison: Comparison
}) {
  if (!alikeFilter(orchestration))
    return <ComparedBox>Paxos reports neither its assets nor a rule to compare by.</ComparedBox>
  if (!failed.data) return <Unread what="Similar orchestrations" query={failed} environment={environment} />
  const around = failuresAround(orchestration, failed.data.rows, failed.data.more)
  const { window } = failed.data
  const done = completed.data && completedAround(orchestration, completed.data.rows, completed.data.more)
  const { lead, text } = failuresAnswer(orchestration, around, done)
  const status = orchestration.status.known
  const list = paths.orchestrations(
    environment.name,
    writeFilters({
      ...noFilters,
      ...alikeFilter(orchestration),
      status: status === undefined ? [] : [status],
      created: rangeOf(window),
    }),
  )
  return (
    <ComparedBox>
      <p>
        {lead !== undefined && <strong className="font-semibold">{lead} </strong>}
        {text}
      </p>
      {done ? (
        <p className="text-ink-soft">{completedSentence(done, around.owner)}</p>
      ) : (
        <Unread what="Completed orchestrations" query={completed} environment={environment} bare />
      )}
      <p className="mt-1.5 text-sm text-ink-faint">
        Similar: by the same rule, or of the same assets over the same rails, created{' '}
        {window ? <Range window={window} /> : 'at any time'}. {ownerText(around)}
        {failed.data.more && ` In the first ${failed.data.rows.length.toLocaleString('en')} looked at; more available.`}
      </p>
      <p className="mt-1.5">
        <Link to={list}>
          All {orchestrationStatusLabel(orchestration.status).toLowerCase()} <Signs text={pairText(orchestration)} />
        </Link>
      </p>
      {around.others > 0 && (
        <ReasonTable groups={around.groups} subject={orchestration} environment={environment.name} />
      )}
    </ComparedBox>
  )
}

const rangeOf = (window: Window | undefined) =>
  window
    ? ({ kind: 'between', from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() } as const)
    : noFilters.created

function Range({ window }: { window: Window }) {
  const [from, to] = [instantFromMs(window.from), instantFromMs(window.to)]
  return (
    <>
      <Time at={from}>{utcDateTime(from)}</Time> to <Time at={to}>{utcDateTime(to)}</Time>
    </>
  )
}
