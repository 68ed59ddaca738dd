import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { OrchestrationBadge } from '../badge.tsx'

/** The badge of a status that is only a word so far: of a filter, or of a group. */
export const orchestrationStatusOf = (raw: string) => (
  <OrchestrationBadge status={readEnum(orchestrationStatuses, raw)} />
)
