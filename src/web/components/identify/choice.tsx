import { Link } from 'react-router'
import { amountText, readAmount } from '#domain/text/money.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { serverNow } from '#web/api/clock.ts'
import { paths } from '#web/paths.ts'
import { Sign } from '#web/ui/display/sign.tsx'
import { Table } from '#web/ui/table/table.tsx'
import { OrchestrationBadge } from '../badge.tsx'
import { rowName } from '../list/row-name.ts'
import { FullTime } from '../time.tsx'

/** Orchestrations to choose from. */
export const Choice = ({
  caption,
  environment,
  orchestrations,
}: {
  caption: string
  environment: string
  orchestrations: readonly Orchestration[]
}) => (
  <Table
    dense
    caption={caption}
    rows={orchestrations}
    rowKey={(row, index) => row.id ?? String(index)}
    columns={[
      { header: 'Status', width: 10.5, cell: ({ status }) => <OrchestrationBadge status={status} /> },
      {
        header: 'Amount',
        cell: row => (
          <span translate="no">
            {amountText(readAmount(row.source_amount), row.source_asset)}
            {row.destination_asset && row.destination_asset !== row.source_asset && (
              <>
                {' '}
                <Sign says="to">→</Sign> {row.destination_asset}
              </>
            )}
          </span>
        ),
      },
      {
        header: 'Orchestration',
        cell: row =>
          row.id ? (
            <Link
              to={paths.orchestration(environment, row.id)}
              translate="no"
              aria-label={rowName(row, row.id)}
              className="code"
            >
              {row.id}
            </Link>
          ) : (
            'ID not reported'
          ),
      },
      { header: 'Created', cell: row => <FullTime text={row.created_at} clock={serverNow} /> },
    ]}
  />
)
