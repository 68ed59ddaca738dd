import { Link } from 'react-router'
import { railText } from '#domain/orchestration/rails.ts'
import type { Rule } from '#paxos/rule.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { idClass, StampCell, useZone } from '#web/components/list/orchestration-columns.tsx'
import { paths } from '#web/paths.ts'
import { Signs } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { rowLink } from '#web/ui/table/row-keys.ts'
import { Table } from '#web/ui/table/table.tsx'

/** Rules by name; one without a nickname goes by its reference, else by its id. */
export function RuleTable({ rules, environment }: { rules: readonly Rule[]; environment: string }) {
  const zone = useZone()
  return (
    <Table
      dense
      caption="Rules"
      rows={rules}
      rowKey={(rule, index) => rule.id ?? String(index)}
      columns={[
        {
          header: 'Rule',
          cell: ({ id, nickname, ref_id }) => {
            const name = <Untrusted text={nickname ?? ref_id ?? id ?? 'Not named'} />
            return id ? (
              <Link to={paths.rule(environment, id)} className="font-medium" {...rowLink}>
                {name}
              </Link>
            ) : (
              name
            )
          },
        },
        { header: 'Status', half: true, width: 9, cell: ({ status }) => <RuleBadge status={status} /> },
        {
          header: 'Assets',
          half: true,
          cell: ({ source_asset, destination_asset }) => (
            <span className="lg:whitespace-nowrap">
              <Signs text={`${source_asset ?? 'not reported'} → ${destination_asset ?? 'not reported'}`} />
            </span>
          ),
        },
        { header: 'From', half: true, cell: ({ source }) => <Signs text={railText(source)} /> },
        { header: 'To', half: true, cell: ({ destination }) => <Signs text={railText(destination)} /> },
        {
          header: `Created (${zone})`,
          half: true,
          width: 10.5,
          cell: ({ created_at }) => <StampCell text={created_at} zone={zone} />,
        },
        { header: 'Rule ID', cell: ({ id }) => <span className={idClass}>{id ?? 'Not reported'}</span> },
      ]}
    />
  )
}
