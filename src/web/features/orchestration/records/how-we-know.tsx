import type { ReactNode } from 'react'
import { evidence } from '#domain/orchestration/evidence.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { eventSearchText, unknownEvents } from '#domain/orchestration/timeline/event-times.ts'
import { readInstant } from '#domain/text/instant.ts'
import { ageText, isFuture, utcDateTime, utcPrecise } from '#domain/text/time-text.ts'
import type { ReadProblem } from '#paxos/read.ts'
import { serverNow } from '#web/api/clock.ts'
import { OtherZone, Time } from '#web/components/time.tsx'
import { Dot } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { Table } from '#web/ui/table/table.tsx'

const basisText = { reported: 'Reported', bounded: 'At the latest', inferred: 'Inferred' } as const

/** Each fact on the page, the fields it comes from and how sure it is; the events searched; every stamp to its last digit. */
export const HowWeKnow = ({ facts, problems }: { facts: Facts; problems: readonly ReadProblem[] }) => (
  <div className="grid gap-4">
    {problems.length > 0 && (
      <Block title="Fields we couldn't read">
        <ul className="list-disc px-4 pb-2 pl-8">
          {problems.map(({ path, expected, received }) => (
            <li key={path} className="wrap-anywhere">
              <code translate="no" className="code">
                {path}
              </code>
              : expected {expected}, received {received}
            </li>
          ))}
        </ul>
      </Block>
    )}
    <Block title="How sure each fact is">
      <Table
        caption="How sure each fact is"
        rows={evidence(facts)}
        rowKey={({ statement }, index) => `${index} ${statement}`}
        columns={[
          {
            header: 'On this page',
            cell: ({ statement }) => <span className="wrap-anywhere">{statement}</span>,
          },
          { header: 'How sure', cell: ({ basis }) => basisText[basis] },
          {
            header: 'From',
            cell: ({ from }) => (
              <code translate="no" className="code-small">
                {from}
              </code>
            ),
          },
        ]}
      />
      <p className="border-t border-line-soft px-4 py-2 text-sm text-ink-faint">
        Reported: Paxos says so. At the latest: no later than a time that Paxos reported. Inferred: concluded from what
        Paxos reported.
      </p>
    </Block>
    <Block title="Events searched">
      <Events facts={facts} />
    </Block>
    <Block title="Exact timestamps">
      <Table
        caption="Exact timestamps"
        rows={timesOf(facts)}
        rowKey={({ record, field }) => `${record} ${field}`}
        columns={[
          { header: 'Record', cell: ({ record }) => <span className="wrap-anywhere">{record}</span> },
          {
            header: 'Field',
            cell: ({ field }) => (
              <code translate="no" className="code-small whitespace-nowrap">
                {field}
              </code>
            ),
          },
          { header: 'Time', cell: ({ text }) => <ExactTime text={text} /> },
        ]}
      />
    </Block>
  </div>
)

const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="min-w-0 rounded-xl border border-line bg-card shadow-card">
    <h3 className="px-4 py-2 font-semibold">{title}</h3>
    {children}
  </section>
)

function Events({ facts }: { facts: Facts }) {
  const { events } = facts
  return (
    <div className="grid gap-1 px-4 pb-2.5 text-ink-soft">
      <p>{eventSearchText(facts) ?? 'Events are not read.'}</p>
      {events?.searches?.map(({ type = 'any type', near, searched, found, whole }) => (
        <p key={`${type} ${near.text}`} className="wrap-anywhere">
          <code translate="no" className="code">
            {type}
          </code>{' '}
          around <Time at={near}>{utcDateTime(near)}</Time>: {found ? 'found' : 'none'} in {searched} events
          {!whole && '. The search stopped after three pages.'}
        </p>
      ))}
      {unknownEvents(facts).map(({ id, type = 'no type', created_at }) => {
        const at = readInstant(created_at)
        return (
          <p key={id}>
            Unrecognised event:{' '}
            <code translate="no" className="code">
              <Untrusted text={type} />
            </code>
            {at && (
              <>
                {' '}
                <Time at={at}>{utcDateTime(at)}</Time>
              </>
            )}
          </p>
        )
      })}
    </div>
  )
}

type ExactRow = { readonly record: string; readonly field: string; readonly text: string }

/** Every time that any record of this orchestration gives. */
function timesOf({ orchestration, transfers, rule, events }: Facts): readonly ExactRow[] {
  const records = [
    ['Orchestration', orchestration],
    ['Source transfer', transfers?.source],
    ['Destination transfer', transfers?.destination],
  ] as const
  const row = (record: string, field: string, text: string | undefined): readonly ExactRow[] =>
    text === undefined ? [] : [{ record, field, text }]
  return [
    ...records.flatMap(([name, record]) => [
      ...row(name, 'created_at', record?.created_at),
      ...row(name, 'updated_at', record?.updated_at),
    ]),
    ...row('Rule', 'created_at', rule?.created_at),
    ...(events?.found ?? []).flatMap(({ id, type, created_at }) =>
      row(`Event ${type ?? ''} ${id ?? ''}`.trimEnd(), 'created_at', created_at),
    ),
  ]
}

function ExactTime({ text }: { text: string }) {
  const at = readInstant(text)
  if (!at) return `${text} (not a time)`
  const now = serverNow()
  return (
    <>
      <Time at={at}>{utcPrecise(at)}</Time>
      <Dot />
      <OtherZone at={at} />
      <Dot />
      {isFuture(at, now) ? 'timestamp is in the future' : ageText(at, now)}
    </>
  )
}
