import { Link } from 'react-router'
import { serverNow } from '#web/api/clock.ts'
import { paths } from '#web/paths.ts'
import { rowLink } from '#web/ui/table/row-keys.ts'
import { idClass, orchestrationColumns, useZone } from './orchestration-columns.tsx'

/** The columns of a short list: each row opens its orchestration, rules are named by their ID. */
export const useLinkedColumns = (environment: string) =>
  orchestrationColumns({
    now: serverNow(),
    zone: useZone(),
    link: id => (
      <Link to={paths.orchestration(environment, id)} className={idClass} {...rowLink}>
        {id}
      </Link>
    ),
    ruleLink: id => id,
  })
