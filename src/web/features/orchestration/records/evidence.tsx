import { evidence } from '#domain/orchestration/evidence.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { readInstant } from '#domain/text/instant.ts'
import { ageText, isFuture, utcPrecise } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { OtherZone, Time } from '#web/components/time.tsx'
import { Table } from '#web/ui/table/table.tsx'

const basisText = { reported: 'Reported', bounded: 'Bounded', inferred: 'Inferred' } as const

/** "How we know this": each fact on the page, the fields it came from, and how sure it is. */
export const Evidence = ({ facts }: { facts: Facts }) => (
  <>
    <Table
      caption="How we know this"
      rows={evidence(facts)}
      rowKey={({ statement }, index) => `${index} ${statement}`}
      columns={[
        { header: 'What the page says', cell: ({ statement }) => <span className="wrap-anywhere">{statement}</span> },
        { header: 'How sure', cell: ({ basis }) => basisText[basis] },
        { header: 'From', cell: ({ from }) => <code className="code">{from}</code> },
      ]}
    />
    <p className="border-t border-line-soft px-5 py-3 text-sm text-ink-faint">
      Reported: Paxos said so. Bounded: it happened no later, or no earlier, than a time Paxos reported. Inferred: this
      product's conclusion from what Paxos reported.
    </p>
    <h3 className="px-5 pt-2 pb-1 font-semibold">Times to the last digit</h3>
    <Table
      caption="Times to the last digit"
      rows={timesOf(facts)}
      rowKey={({ record, field }) => `${record} ${field}`}
      columns={[
        { header: 'Record', cell: ({ record }) => <span className="wrap-anywhere">{record}</span> },
        { header: 'Field', cell: ({ field }) => <code className="code">{field}</code> },
        { header: 'UTC, yours, age', cell: ({ text }) => <ExactTime text={text} /> },
      ]}
    />
  </>
)

type ExactRow = { readonly record: string; readonly field: string; readonly text: string }

/** Every time that any record of this payment gives. */
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
      <Time at={at}>{utcPrecise(at)}</Time> · <OtherZone at={at} /> ·{' '}
      {isFuture(at, now) ? "in the future by this server's clock" : ageText(at, now)}
    </>
  )
}
