import { amountWords, readAmount } from '#domain/money.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { OrchestrationBadge } from '#web/ui/badge.tsx'
import { Table } from '#web/ui/table.tsx'
import { FullTime } from '#web/ui/time.tsx'

/** Orchestrations to choose from. `linkOf` draws the id as a link, since this folder knows no router. */
export const OrchestrationTable = ({
  caption,
  orchestrations,
  link,
  clock,
}: {
  caption: string
  orchestrations: readonly Orchestration[]
  link: (id: string) => React.ReactNode
  clock: () => number
}) => (
  <Table
    caption={caption}
    rows={orchestrations}
    rowKey={(row, index) => row.id ?? String(index)}
    columns={[
      { header: 'Status', cell: ({ status }) => <OrchestrationBadge status={status} /> },
      {
        header: 'Amount',
        cell: row => (
          <>
            {amountWords(readAmount(row.source_amount), row.source_asset)}
            {row.destination_asset && row.destination_asset !== row.source_asset && ` → ${row.destination_asset}`}
          </>
        ),
      },
      { header: 'Orchestration', cell: ({ id }) => (id ? link(id) : 'ID not reported') },
      { header: 'Created', cell: row => <FullTime text={row.created_at} clock={clock} /> },
    ]}
  />
)
