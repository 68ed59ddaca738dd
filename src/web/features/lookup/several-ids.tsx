import { Link } from 'react-router'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/card.tsx'
import { Table } from '#web/ui/table.tsx'

/** A paste that held more than one id: each once, in the order found, to open one by one. */
export function SeveralIds({
  environment,
  ids,
}: {
  environment: Environment
  ids: readonly { readonly id: string; readonly count: number }[]
}) {
  return (
    <Card title={`${ids.length} IDs found`} aside="open one">
      <Table
        caption="IDs found in what you pasted"
        rows={ids}
        rowKey={({ id }) => id}
        columns={[
          {
            header: 'Orchestration',
            cell: ({ id }) => (
              <Link to={paths.orchestration(environment.name, id)} className="code">
                {id}
              </Link>
            ),
          },
          { header: 'Times pasted', cell: ({ count }) => `×${count}` },
        ]}
      />
    </Card>
  )
}
