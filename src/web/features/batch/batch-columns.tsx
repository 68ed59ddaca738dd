import type { MouseEvent } from 'react'
import { Link } from 'react-router'
import { type BatchRow, idToOpen } from '#domain/lists/batch.ts'
import { outcomeText } from '#domain/lists/batch-export.ts'
import { failedAt, type Transfers, whoActs } from '#domain/lists/batch-failures.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { OrchestrationBadge, PlainBadge } from '#web/components/badge.tsx'
import { AmountCell, idClass, TextCell } from '#web/components/list/orchestration-columns.tsx'
import { rowName } from '#web/components/list/row-name.ts'
import { paths } from '#web/paths.ts'
import { Sign } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { rowLink } from '#web/ui/table/row-keys.ts'
import type { Column } from '#web/ui/table/table.tsx'

/** Opens the address of a row in this tab; `id` is the orchestration it leads to, undefined for a reference nobody has. */
export type Open = (to: string, id: string | undefined) => void

export type BatchContext = {
  readonly environment: string
  readonly onOpen: Open
  readonly ruleName: (id: string) => string
  readonly transfers: Transfers
}

const foundOf = ({ outcome }: BatchRow) => (outcome.kind === 'found' ? outcome.orchestrations[0] : undefined)

/** A cell about the orchestration found; a dash where none was, or there is nothing to say. */
const aboutFound = (read: (found: Orchestration) => string | undefined) => (row: BatchRow) => {
  const found = foundOf(row)
  return <TextCell text={found && read(found)} />
}

/** The columns of a batch. Made once for a list, so that its rows need not be drawn again. */
export const batchColumns = ({
  environment,
  onOpen,
  ruleName,
  transfers,
}: BatchContext): readonly Column<BatchRow>[] => [
  { header: 'Status', half: true, width: 12.25, cell: row => <OutcomeCell row={row} environment={environment} /> },
  {
    header: 'Amount',
    half: true,
    width: 11.5,
    align: 'end',
    cell: row => {
      const found = foundOf(row)
      return found ? <AmountCell row={found} /> : <TextCell text={undefined} />
    },
  },
  { header: 'Failed at', half: true, width: 9.5, cell: aboutFound(failedAt) },
  { header: "Paxos's reason", half: true, cell: aboutFound(found => found.fail_reason?.detail) },
  { header: 'Who acts', half: true, cell: aboutFound(found => whoActs(found, transfers)) },
  {
    header: 'Rule',
    half: true,
    width: 5.5,
    cell: aboutFound(({ orchestration_rule_id: id }) => (id === undefined ? undefined : ruleName(id))),
  },
  { header: 'Reference', half: true, width: 7, cell: aboutFound(found => found.ref_id) },
  {
    header: 'ID',
    width: 7.5,
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
      {cause.length > 0 && <span className="ml-1.5 text-xs text-ink-soft">{cause.join(': ')}</span>}
    </>
  )
}

/** The text as it was pasted, which opens what was found; how often it was pasted; whether it is a reference. */
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
      {wanted.count > 1 && (
        <span className="mr-1.5 font-semibold">
          <Sign says={`${wanted.count} times`}>{`×${wanted.count}`}</Sign>
        </span>
      )}
      {/* A plain link, since a thousand of the router's own would make every click wait; the click is ours anyway. */}
      <a
        translate="no"
        aria-label={found[0] && rowName(found[0], wanted.text)}
        href={to}
        onClick={openHere}
        className={idClass}
        {...rowLink}
      >
        {wanted.kind === 'id' ? wanted.text : <Untrusted text={wanted.text} />}
      </a>
      {isReference && <span className="block text-xs text-ink-faint">Reference ID of {found[0]?.id}</span>}
      {found.length > 1 && (
        <Link to={paths.reference(environment, wanted.text)} className="block text-xs">
          and {found.length - 1} more with this reference
        </Link>
      )}
    </>
  )
}
