import { Link, useLocation } from 'react-router'
import { countText } from '#domain/lists/filter-text.ts'
import type { ListAnswer } from '#web/api/list-queries.ts'
import { useLinkedColumns } from '#web/components/list/use-linked-columns.tsx'
import { Button } from '#web/ui/controls/button.tsx'
import { Card } from '#web/ui/display/card.tsx'
import { useKept } from '#web/ui/state/use-kept.ts'
import { useRowKeys } from '#web/ui/table/row-keys.ts'
import { Table } from '#web/ui/table/table.tsx'

const atFirst = 20

/** The rule's last hundred orchestrations, the newest of them at once. */
export function Latest({ answer, environment, list }: { answer: ListAnswer; environment: string; list: string }) {
  const { key } = useLocation()
  const [all, setAll] = useKept<boolean>(key, 'all', false)
  const rows = answer.value.items.map(({ value }) => value)
  useRowKeys(key, rows)
  const { status, amount, created, reference, id } = useLinkedColumns(environment)
  return (
    <Card title="Latest orchestrations" aside={<Link to={list}>Browse all</Link>}>
      {rows.length === 0 ? (
        <p className="px-5 py-4 text-ink-soft">Paxos lists no orchestrations of this rule.</p>
      ) : (
        <>
          <Table
            dense
            caption="Latest orchestrations of this rule"
            rows={all ? rows : rows.slice(0, atFirst)}
            rowKey={(row, index) => row.id ?? String(index)}
            columns={[status, amount, created, reference, id]}
          />
          <div className="flex flex-wrap items-center gap-3 border-t border-line-soft px-5 py-2.5 text-sm text-ink-faint">
            {all || rows.length <= atFirst ? (
              countText(rows.length, answer.value.next !== undefined)
            ) : (
              <>
                Latest {atFirst} shown
                <Button size="small" onClick={() => setAll(true)}>
                  Show all {rows.length}
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </Card>
  )
}
