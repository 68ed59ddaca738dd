import type { MouseEvent } from 'react'
import { Link } from 'react-router'
import { type BatchRow, idToOpen } from '#domain/lists/batch.ts'
import { outcomeText } from '#domain/lists/batch-export.ts'
import { OrchestrationBadge, PlainBadge } from '#web/components/badge.tsx'
import { AmountCell, idClass, StampCell, TextCell, type Zone } from '#web/components/list/orchestration-columns.tsx'
import { paths } from '#web/paths.ts'
import { rowLink } from '#web/ui/table/row-keys.ts'
import type { Column } from '#web/ui/table/table.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

/** Opens the address of a row in this tab; `id` is the payment it leads to, undefined for a reference nobody has. */
export type Open = (to: string, id: string | undefined) => void

const foundOf = ({ outcome }: BatchRow) => (outcome.kind === 'found' ? outcome.orchestrations[0] : undefined)

/** The columns of a batch. Made once for a list, so that its rows need not be drawn again. */
export const batchColumns = (environment: string, zone: Zone, onOpen: Open): readonly Column<BatchRow>[] => [
  {
    header: 'Status',
    half: true,
    width: 12,
    cell: row => <OutcomeCell row={row} environment={environment} />,
  },
  {
    header: 'Amount',
    half: true,
    width: 11,
    align: 'end',
    cell: row => {
      const found = foundOf(row)
      return found ? <AmountCell row={found} /> : <TextCell text={undefined} />
    },
  },
  {
    header: `Created (${zone})`,
    half: true,
    width: 10.5,
    cell: row => {
      const found = foundOf(row)
      return found ? <StampCell text={found.created_at} zone={zone} /> : <TextCell text={undefined} />
    },
  },
  {
    header: "Paxos's reason",
    half: true,
    cell: row => <TextCell text={foundOf(row)?.fail_reason?.detail} />,
  },
  {
    header: 'Asked for',
    cell: row => <AskedCell row={row} environment={environment} onOpen={onOpen} />,
  },
]

function OutcomeCell({ row, environment }: { row: BatchRow; environment: string }) {
  const found = foundOf(row)
  if (found) return <OrchestrationBadge status={found.status} />
  const [label = '', ...cause] = outcomeText(row, environment).split(': ')
  return (
    <>
      <PlainBadge label={label} />
      {cause.length > 0 && <span className="mt-0.5 block text-xs text-ink-soft">{cause.join(': ')}</span>}
    </>
  )
}

/** The text as it was asked for, which opens what was found; how often it was pasted; whether it is a reference. */
function AskedCell({ row, environment, onOpen }: { row: BatchRow; environment: string; onOpen: Open }) {
  const { wanted, outcome } = row
  const found = outcome.kind === 'found' ? outcome.orchestrations : []
  const id = idToOpen(row)
  const to = id === undefined ? paths.reference(environment, wanted.text) : paths.orchestration(environment, id)
  const isReference = found[0] !== undefined && found[0].id?.toLowerCase() !== wanted.text
  const openHere = (event: MouseEvent) => {
    // With a modifier the browser opens another tab, which has no batch.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onOpen(to, id)
  }
  return (
    <>
      {/* A plain link, since a thousand of the router's own would make every click wait; the click is ours anyway. */}
      <a href={to} onClick={openHere} className={idClass} {...rowLink}>
        {wanted.kind === 'id' ? wanted.text : <Untrusted text={wanted.text} />}
      </a>
      {wanted.count > 1 && <span className="ml-1.5 font-semibold whitespace-nowrap">×{wanted.count}</span>}
      {isReference && <span className="block text-xs text-ink-faint">Reference ID of {found[0]?.id}</span>}
      {found.length > 1 && (
        <Link to={paths.reference(environment, wanted.text)} className="block text-xs">
          and {found.length - 1} more with this reference
        </Link>
      )}
    </>
  )
}
