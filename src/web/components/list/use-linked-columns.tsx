import { Link } from 'react-router'
import { serverNow } from '#web/api/clock.ts'
import { paths } from '#web/paths.ts'
import { rowLink } from '#web/ui/table/row-keys.ts'
import { idClass, orchestrationColumns, useZone } from './orchestration-columns.tsx'
import { rowName } from './row-name.ts'

/** The columns of a short list: each row opens its orchestration, rules are named by their ID. */
export const useLinkedColumns = (environment: string) =>
  orchestrationColumns({
    now: serverNow(),
    zone: useZone(),
    link: (id, row) => (
      <Link to={paths.orchestration(environment, id)} aria-label={rowName(row, id)} className={idClass} {...rowLink}>
        {id}
      </Link>
    ),
    ruleLink: id => id,
  })
