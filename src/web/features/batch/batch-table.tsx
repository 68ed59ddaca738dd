import { useState } from 'react'
import { Link } from 'react-router'
import type { BatchRow } from '#domain/batch.ts'
import { outcomeWords } from '#domain/batch-export.ts'
import { paths } from '#web/paths.ts'
import { OrchestrationBadge, PlainBadge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { AmountCell, idClass, StampCell, TextCell } from '#web/ui/list/orchestration-columns.tsx'
import { rowLink } from '#web/ui/list/row-keys.ts'
import { Table } from '#web/ui/table.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

/** Rows drawn at once: more would make every click wait for them. */
const step = 100

const foundOf = ({ outcome }: BatchRow) => (outcome.kind === 'found' ? outcome.orchestrations[0] : undefined)

/** What became of each, a hundred at a time. */
export function BatchTable({ rows, environment }: { rows: readonly BatchRow[]; environment: string }) {
  const [limit, setLimit] = useState(step)
  const left = rows.length - limit
  if (rows.length === 0) return <p className="px-5 py-10 text-center text-ink-soft">No row contains this text.</p>
  return (
    <>
      <div className="sm:overflow-x-auto">
        <Table
          dense
          caption="Results"
          rows={rows.slice(0, limit)}
          rowKey={({ wanted }) => `${wanted.kind} ${wanted.text}`}
          columns={[
            {
              header: 'Status',
              half: true,
              width: 'sm:min-w-38',
              cell: row => <OutcomeCell row={row} environment={environment} />,
            },
            {
              header: 'Amount',
              half: true,
              width: 'sm:min-w-36',
              cell: row => {
                const found = foundOf(row)
                return found ? <AmountCell row={found} /> : <TextCell text={undefined} />
              },
            },
            {
              header: 'Created (UTC)',
              half: true,
              cell: row => {
                const found = foundOf(row)
                return found ? <StampCell text={found.created_at} /> : <TextCell text={undefined} />
              },
            },
            {
              header: "Paxos's reason",
              half: true,
              width: 'sm:min-w-40',
              cell: row => <TextCell text={foundOf(row)?.fail_reason?.detail} />,
            },
            { header: 'Asked for', cell: row => <AskedCell row={row} environment={environment} /> },
          ]}
        />
      </div>
      {left > 0 && (
        <div className="flex flex-wrap items-center gap-3 border-t border-line-soft px-5 py-2.5 text-sm text-ink-faint">
          Showing {limit.toLocaleString('en')} of {rows.length.toLocaleString('en')}
          <Button size="small" onClick={() => setLimit(limit + step)}>
            Show {Math.min(step, left)} more
          </Button>
        </div>
      )}
    </>
  )
}

function OutcomeCell({ row, environment }: { row: BatchRow; environment: string }) {
  const found = foundOf(row)
  if (found) return <OrchestrationBadge status={found.status} />
  const [label = '', ...cause] = outcomeWords(row, environment).split(': ')
  return (
    <>
      <PlainBadge label={label} />
      {cause.length > 0 && <span className="mt-0.5 block text-xs text-ink-soft">{cause.join(': ')}</span>}
    </>
  )
}

/** The text as it was asked for, which opens what was found; how often it was pasted; whether it is a reference. */
function AskedCell({ row: { wanted, outcome }, environment }: { row: BatchRow; environment: string }) {
  const found = outcome.kind === 'found' ? outcome.orchestrations : []
  const id = found[0]?.id ?? (wanted.kind === 'id' ? wanted.text : undefined)
  const to = id === undefined ? paths.reference(environment, wanted.text) : paths.orchestration(environment, id)
  const isReference = found[0] !== undefined && found[0].id?.toLowerCase() !== wanted.text
  return (
    <>
      <Link to={to} className={idClass} {...rowLink}>
        {wanted.kind === 'id' ? wanted.text : <Untrusted text={wanted.text} />}
      </Link>
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
