import { Link } from 'react-router'
import type { ReasonGroup } from '#domain/compare/reason-groups.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { rowName } from '#web/components/list/row-name.ts'
import { paths } from '#web/paths.ts'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { Table } from '#web/ui/table/table.tsx'

/** The others by Paxos's reason: their counts add up to the headline's. */
export const ReasonTable = ({
  groups,
  subject,
  environment,
}: {
  groups: readonly ReasonGroup[]
  subject: Orchestration
  environment: string
}) => (
  <div className="-mx-4 mt-2.5 -mb-3 border-t border-line-soft">
    <Table
      caption="Others by Paxos's reason"
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
                <span className="block text-xs text-ink-faint">The same as here</span>
              )}
            </>
          ),
        },
        { header: 'Others', half: true, cell: ({ count }) => count.toLocaleString('en') },
        {
          header: 'Latest',
          half: true,
          cell: ({ latest }) =>
            latest.id === undefined ? (
              'No ID'
            ) : (
              <Link
                to={paths.orchestration(environment, latest.id)}
                translate="no"
                aria-label={rowName(latest, latest.id)}
                className="code"
              >
                {latest.id}
              </Link>
            ),
        },
      ]}
    />
  </div>
)
