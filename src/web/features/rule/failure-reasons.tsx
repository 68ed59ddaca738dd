import { Link } from 'react-router'
import type { ReasonGroup } from '#domain/compare/reason-groups.ts'
import { type Entry, rowsParameter } from '#domain/lists/browse-filters.ts'
import { idClass } from '#web/components/list/orchestration-columns.tsx'
import { rowName } from '#web/components/list/row-name.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { Sign } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { Table } from '#web/ui/table/table.tsx'

const title = 'Failures by reason'

/** Why what failed failed, the most frequent reason first; each leads to its latest failure and to all with this reason. */
export function FailureReasons({
  reasons,
  failed,
  environment,
  failures,
}: {
  reasons: readonly ReasonGroup[]
  /** How many failed in all. */
  failed: number
  environment: string
  /** The entries of the list of all failures. */
  failures: readonly Entry[]
}) {
  const withReason = (reason: string) =>
    paths.orchestrations(environment, [...failures, [rowsParameter, searchable(reason)]])
  return (
    <Card title={title} aside={<Link to={paths.orchestrations(environment, failures)}>View all failures</Link>}>
      <Table
        dense
        caption={title}
        rows={reasons}
        rowKey={(_, index) => String(index)}
        columns={[
          {
            header: "Paxos's reason",
            cell: ({ reason }) =>
              reason === undefined ? (
                <span className="text-ink-soft">Paxos gave no reason.</span>
              ) : (
                <Untrusted text={reason} foldedAfter={Number.POSITIVE_INFINITY} />
              ),
          },
          {
            header: 'Failures',
            half: true,
            width: 7,
            align: 'end',
            cell: ({ count }) => `${count} of ${failed}`,
          },
          {
            header: 'Latest',
            half: true,
            width: 20,
            cell: ({ latest }) =>
              latest.id && (
                <Link
                  to={paths.orchestration(environment, latest.id)}
                  aria-label={rowName(latest, latest.id)}
                  className={idClass}
                >
                  {latest.id}
                </Link>
              ),
          },
          {
            header: 'All',
            width: 5,
            cell: ({ reason }) =>
              reason === undefined ? (
                <span className="text-ink-faint">
                  <Sign says="none">–</Sign>
                </span>
              ) : (
                <Link to={withReason(reason)} aria-label={`View all failures with the reason ${reason}`}>
                  View
                </Link>
              ),
          },
        ]}
      />
    </Card>
  )
}

/** So much of a reason as a field of one line holds and an address carries. */
const searchable = (reason: string) => (reason.trim().split(/[\r\n]/, 1)[0] ?? '').slice(0, 200)
