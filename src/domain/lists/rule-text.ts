/** What the status of a rule means for deposits, in the API's meaning. */

import type { RuleStatus } from '#paxos/enums.ts'
import type { Rule } from '#paxos/rule.ts'

const meanings: Readonly<Record<RuleStatus, string>> = {
  ACTIVE: 'Active. Deposits that match it start an orchestration.',
  DELETED: 'Deleted. Earlier orchestrations still run; new deposits are credited but not converted.',
  PENDING: 'Awaiting approval. It starts nothing yet.',
  REJECTED: 'Rejected at approval. It starts nothing.',
}

/** One or two sentences; undefined for a status that this version does not know. */
export const ruleStatusMeaning = ({ known }: Rule['status']): string | undefined => known && meanings[known]
