/** The columns that a list of orchestrations can have. */
import type { ReactNode } from 'react'
import { railText } from '#domain/orchestration/rails.ts'
import { readInstant } from '#domain/text/instant.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import { ageText, inOwnZone, isFuture, utcDateTime } from '#domain/text/time-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { cx } from '#web/ui/display/cx.ts'
import { Sign, Signs } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import type { Column } from '#web/ui/table/table.tsx'
import { OrchestrationBadge } from '../badge.tsx'
import { useLocalFirst } from '../time-order.ts'

/** What this folder cannot draw itself, since it knows no router. `now` is epoch milliseconds by the server's clock. */
export type ColumnContext = {
  readonly link: (id: string, row: Orchestration) => ReactNode
  readonly ruleLink: (id: string) => ReactNode
  readonly now: number
  /** The zone that the times are in, for the heads of their columns. */
  readonly zone: Zone
}

export type ColumnName =
  | 'status'
  | 'amount'
  | 'created'
  | 'age'
  | 'updated'
  | 'rule'
  | 'reference'
  | 'reason'
  | 'source'
  | 'destination'
  | 'profile'
  | 'id'

/** An id in a list: whole, on one line where the window has room for it; on paper on two. */
export const idClass = 'code text-xs! min-[70rem]:whitespace-nowrap print:on-two-lines'

const none = (
  <span className="text-ink-faint">
    <Sign says="none">–</Sign>
  </span>
)

export type Zone = 'UTC' | 'your time'

/** The zone in which times are shown, as the head of their column says it. */
export const useZone = (): Zone => (useLocalFirst() ? 'your time' : 'UTC')

/**
 * "2026-04-20 12:30:01" under a head that names the zone; text that isn't a time stays unchanged. Told the zone by its list: asking
 * for it in each of a hundred rows would make a click wait.
 */
export function StampCell({ text, zone }: { text: string | undefined; zone: Zone }) {
  const at = readInstant(text)
  if (!at) return text === undefined ? <span className="text-ink-faint">Not reported</span> : <Untrusted text={text} />
  const words = utcDateTime(at).replace(' UTC', '')
  return (
    <time dateTime={at.text} className="text-ink-soft sm:whitespace-nowrap">
      {zone === 'UTC' ? words : inOwnZone(at, words)}
    </time>
  )
}

function Age({ text, now }: { text: string | undefined; now: number }) {
  const at = readInstant(text)
  if (!at) return none
  return isFuture(at, now) ? 'in the future' : <span className="whitespace-nowrap">{ageText(at, now)}</span>
}

/** An amount of more characters than this may break; a usual one stays on its line. */
const longAmount = 14

/** "100 USDC → USDG": one asset stands once. */
export const AmountCell = ({ row }: { row: Orchestration }) => (
  <span
    translate="no"
    className={cx(
      'wrap-anywhere',
      (row.source_amount?.length ?? 0) <= longAmount && 'md:whitespace-nowrap print:whitespace-nowrap!',
    )}
  >
    <strong className="font-semibold">{amountText(readAmount(row.source_amount), row.source_asset)}</strong>
    {row.destination_asset && row.destination_asset !== row.source_asset && (
      <span className="text-ink-soft">
        {' '}
        <Sign says="to">→</Sign> {row.destination_asset}
      </span>
    )}
  </span>
)

export const TextCell = ({ text }: { text: string | undefined }) =>
  text === undefined ? (
    none
  ) : (
    // A dense row cuts it: the pointer shows it whole here, the keyboard in the row.
    <span title={text}>
      <Untrusted foldedAfter={Number.POSITIVE_INFINITY} text={text} />
    </span>
  )

/** The columns by name, in the order in which a list shows them. */
export const orchestrationColumns = ({
  link,
  ruleLink,
  now,
  zone,
}: ColumnContext): Readonly<Record<ColumnName, Column<Orchestration>>> => ({
  status: {
    header: 'Status',
    half: true,
    width: 12.25,
    cell: ({ status }) => <OrchestrationBadge status={status} />,
  },
  amount: { header: 'Amount', half: true, width: 13, align: 'end', cell: row => <AmountCell row={row} /> },
  created: {
    header: `Created (${zone})`,
    half: true,
    width: 10.5,
    cell: row => <StampCell text={row.created_at} zone={zone} />,
  },
  age: { header: 'Age', half: true, width: 6, cell: row => <Age text={row.created_at} now={now} /> },
  updated: {
    header: `Last update (${zone})`,
    half: true,
    width: 10.5,
    cell: row => <StampCell text={row.updated_at} zone={zone} />,
  },
  rule: {
    header: 'Rule',
    half: true,
    cell: ({ orchestration_rule_id: id }) => (id ? ruleLink(id) : <span className="text-ink-faint">No rule</span>),
  },
  reference: { header: 'Reference', half: true, cell: row => <TextCell text={row.ref_id} /> },
  reason: { header: "Paxos's reason", cell: row => <TextCell text={row.fail_reason?.detail} /> },
  source: { header: 'Source', half: true, cell: row => <Signs text={railText(row.source)} /> },
  destination: { header: 'Destination', half: true, cell: row => <Signs text={railText(row.destination)} /> },
  profile: {
    header: 'Profile',
    cell: row => (
      <span translate="no" className={idClass}>
        {row.profile_id ?? none}
      </span>
    ),
  },
  id: { header: 'Orchestration', width: 8.5, cell: row => (row.id ? link(row.id, row) : 'ID not reported') },
})
