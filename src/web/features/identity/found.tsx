import { Link, useLocation } from 'react-router'
import { newestFirst } from '#domain/compare/reason-groups.ts'
import type { Owner } from '#domain/identify/owner-search.ts'
import { wantedOf, writeWanted } from '#domain/lists/batch-address.ts'
import { plural } from '#domain/text/plural.ts'
import { useLinkedColumns } from '#web/components/list/use-linked-columns.tsx'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { useRowKeys } from '#web/ui/table/row-keys.ts'
import { Table } from '#web/ui/table/table.tsx'

/** The orchestrations that have one of the transfers as a leg, newest first. */
export function Found({ environment, owners }: { environment: string; owners: readonly Owner[] }) {
  const rows = [...new Map(owners.map(({ orchestration }) => [orchestration.id, orchestration])).values()].toSorted(
    newestFirst,
  )
  useRowKeys(useLocation().key, owners)
  const ids = rows.flatMap(({ id }) => id ?? [])
  const { status, amount, created, reference, reason, id } = useLinkedColumns(environment)
  const batch = writeWanted(wantedOf(ids.map(one => ({ id: one, count: 1 }))))
  return (
    <Card
      title={plural(rows.length, 'orchestration')}
      aside={<Link to={paths.batch(environment, batch)}>Open as a batch</Link>}
    >
      <Table
        dense
        caption="Orchestrations of this identity"
        rows={rows}
        rowKey={(row, index) => row.id ?? String(index)}
        columns={[status, amount, created, reason, reference, id]}
      />
    </Card>
  )
}
