import { Link } from 'react-router'
import type { ReasonGroup } from '#domain/compare/rule-statistics.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { paths } from '#web/paths.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Table } from '#web/ui/table/table.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

/** Failures by Paxos's words, this payment's own among them; folded, since most readers want the one sentence above. */
export function ReasonTable({
  groups,
  subject,
  environment,
}: {
  groups: readonly ReasonGroup[]
  subject: Orchestration
  environment: string
}) {
  return (
    <details className="group mt-2">
      <summary className="-mx-1 inline-flex list-none items-center gap-2 rounded-md px-1 py-1 font-medium text-link">
        <Icon name="chevron" className="size-3.5 transition-transform group-open:rotate-90" />
        Show them by Paxos's reason
      </summary>
      <div className="-mx-5 mt-1 border-t border-line-soft">
        <Table
          caption="Failures by Paxos's reason, this payment among them"
          rows={groups}
          rowKey={(_, index) => String(index)}
          columns={[
            {
              header: "Paxos's reason",
              cell: ({ reason }) => (
                <>
                  {reason === undefined ? (
                    <span className="text-ink-soft">Paxos gave no reason.</span>
                  ) : (
                    <Untrusted text={reason} />
                  )}
                  {reason === subject.fail_reason?.detail && (
                    <span className="block text-xs text-ink-faint">This payment's reason</span>
                  )}
                </>
              ),
            },
            { header: 'Failures', half: true, cell: ({ count }) => count.toLocaleString('en') },
            {
              header: 'Newest other',
              half: true,
              cell: ({ latest: { id } }) => {
                if (id === undefined || id === subject.id) return 'None'
                return (
                  <Link to={paths.orchestration(environment, id)} className="code">
                    {id}
                  </Link>
                )
              },
            },
          ]}
        />
      </div>
    </details>
  )
}
