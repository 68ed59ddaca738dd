/** Status words as a support person reads them. The same word means different things in different records. */
import type { EnumValue, LegStatus, OrchestrationStatus, RuleStatus, TransferStatus } from '#paxos/enums.ts'

const orchestrationLabels: Readonly<Record<OrchestrationStatus, string>> = {
  PENDING: 'Awaiting approval',
  PROCESSING: 'Processing',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  REJECTED: 'Rejected',
}

const legLabels: Readonly<Record<LegStatus, string>> = {
  PENDING: 'Planned',
  PROCESSING: 'Processing',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
}

const transferLabels: Readonly<Record<TransferStatus, string>> = {
  PENDING: 'Pending',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
}

const ruleLabels: Readonly<Record<RuleStatus, string>> = {
  ACTIVE: 'Active',
  DELETED: 'Deleted',
  PENDING: 'Pending',
  REJECTED: 'Rejected',
}

function label<Known extends string>(labels: Readonly<Record<Known, string>>, word: EnumValue<Known>): string {
  if (word.known !== undefined) return labels[word.known]
  return word.raw === undefined ? 'No status' : `${word.raw} (unrecognised)`
}

/** "Awaiting approval", "Processing", …; "HELD (unrecognised)"; "No status". */
export const orchestrationStatusLabel = (word: EnumValue<OrchestrationStatus>): string =>
  label(orchestrationLabels, word)

/** As the orchestration reports its leg: PENDING is "Planned", never "Awaiting approval". */
export const legStatusLabel = (word: EnumValue<LegStatus>): string => label(legLabels, word)

/** As the transfer record reports itself: PENDING is "Pending". */
export const transferStatusLabel = (word: EnumValue<TransferStatus>): string => label(transferLabels, word)

export const ruleStatusLabel = (word: EnumValue<RuleStatus>): string => label(ruleLabels, word)

/** True for the three statuses that do not change any more. An unknown one counts as still open. */
export const isTerminal = ({ known }: EnumValue<OrchestrationStatus>): boolean =>
  known === 'COMPLETED' || known === 'FAILED' || known === 'REJECTED'
