/**
 * What each status means, one table for each vocabulary of the API. Whatever depends on a status reads its row here; a
 * value that a table does not list gets the row for unknown ones, never that of another value.
 */
import type { EnumValue, LegStatus, OrchestrationStatus, RuleStatus, TransferStatus } from '#paxos/enums.ts'

/** Colours by meaning. */
export type Tone = 'pending' | 'processing' | 'completed' | 'failed' | 'rejected' | 'neutral'

/** Outlines by meaning, so that nothing hangs on colour alone. Also the names of the favicons. */
export type StatusShape =
  | 'pending'
  | 'processing'
  | 'completed'
  | 'failed'
  | 'rejected'
  | 'unknown'
  | 'planned'
  | 'held'

type Look = { readonly label: string; readonly shape: StatusShape; readonly tone: Tone }

export type StatusMeaning = Look & {
  /** Stands for the shape in a tab's title: a glyph that is not drawn as emoji. */
  readonly glyph: string
  /** Does not change any more. */
  readonly isTerminal: boolean
  /** Ended without moving the money as intended. */
  readonly isFailure: boolean
  readonly isSuccess: boolean
  /** Stands at the approval: waiting for it, or ended by it. */
  readonly isApproval: boolean
  /** Order in lists, the worst first. */
  readonly severity: number
  /** Behind a number: "13 failed". */
  readonly counted: string
  /** Of failures, behind one or several: "7 similar orchestrations … also failed". */
  readonly alsoDid?: readonly [one: string, many: string]
  /** The event that Paxos records at this status, where its name is documented. */
  readonly eventType: string | undefined
}

const open = { isTerminal: false, isFailure: false, isSuccess: false, isApproval: false } as const
const failure = { ...open, isTerminal: true, isFailure: true } as const

export const orchestrationStatusTable = {
  PENDING: {
    ...open,
    isApproval: true,
    label: 'Awaiting approval',
    shape: 'pending',
    tone: 'pending',
    glyph: '‖',
    severity: 6,
    counted: 'awaiting approval',
    eventType: undefined,
  },
  PROCESSING: {
    ...open,
    label: 'Processing',
    shape: 'processing',
    tone: 'processing',
    glyph: '◐',
    severity: 7,
    counted: 'processing',
    eventType: 'orchestration.processing',
  },
  COMPLETED: {
    ...open,
    isTerminal: true,
    isSuccess: true,
    label: 'Completed',
    shape: 'completed',
    tone: 'completed',
    glyph: '✓',
    severity: 9,
    counted: 'completed',
    eventType: 'orchestration.completed',
  },
  FAILED: {
    ...failure,
    label: 'Failed',
    shape: 'failed',
    tone: 'failed',
    glyph: '✕',
    severity: 0,
    counted: 'failed',
    alsoDid: ['also failed', 'also failed'],
    eventType: 'orchestration.failed',
  },
  REJECTED: {
    ...failure,
    isApproval: true,
    label: 'Rejected',
    shape: 'rejected',
    tone: 'rejected',
    glyph: '⊘',
    severity: 1,
    counted: 'rejected',
    alsoDid: ['was also rejected', 'were also rejected'],
    eventType: undefined,
  },
} as const satisfies Record<OrchestrationStatus, StatusMeaning>

const unknownLook = { shape: 'unknown', tone: 'neutral' } as const

/** "HELD (unrecognised)", or "No status" where Paxos sent none. */
const unknownLabel = (raw: string | undefined) => (raw === undefined ? 'No status' : `${raw} (unrecognised)`)

/** The row of a status. One that this version does not know is open, neither good nor bad, and keeps its own name. */
export function statusMeaning({ known, raw }: EnumValue<OrchestrationStatus>): StatusMeaning {
  if (known !== undefined) return orchestrationStatusTable[known]
  return {
    ...open,
    ...unknownLook,
    label: unknownLabel(raw),
    glyph: '?',
    severity: 2,
    counted: 'with an unrecognised status',
    eventType: undefined,
  }
}

/** The statuses for which something holds, in the table's order: `statusesWhere(({ isSuccess }) => isSuccess)`. */
export const statusesWhere = (holds: (meaning: StatusMeaning) => boolean): readonly OrchestrationStatus[] =>
  Object.entries<StatusMeaning>(orchestrationStatusTable).flatMap(([status, meaning]) =>
    holds(meaning) ? [status as OrchestrationStatus] : [],
  )

/** How far a leg got by its known status. */
export type LegStage = 'planned' | 'underway' | 'completed' | 'failed'

type LegMeaning = Look & {
  readonly stage: LegStage
  /** What the transfer record says meanwhile, in its own vocabulary. */
  readonly recordSays: TransferStatus
}

/** As the orchestration reports its leg: PENDING is "Planned", never "Awaiting approval". */
const legStatusTable = {
  PENDING: { label: 'Planned', shape: 'planned', tone: 'neutral', stage: 'planned', recordSays: 'PENDING' },
  PROCESSING: {
    label: 'Processing',
    shape: 'processing',
    tone: 'processing',
    stage: 'underway',
    recordSays: 'PENDING',
  },
  COMPLETED: { label: 'Completed', shape: 'completed', tone: 'completed', stage: 'completed', recordSays: 'COMPLETED' },
  FAILED: { label: 'Failed', shape: 'failed', tone: 'failed', stage: 'failed', recordSays: 'FAILED' },
} as const satisfies Record<LegStatus, LegMeaning>

export const legMeaning = ({ known }: EnumValue<LegStatus>): LegMeaning | undefined => known && legStatusTable[known]

export const legLook = (status: EnumValue<LegStatus>): Look =>
  legMeaning(status) ?? { ...unknownLook, label: unknownLabel(status.raw) }

type TransferMeaning = Look & Pick<StatusMeaning, 'isTerminal' | 'isFailure' | 'isSuccess'>

/** As the transfer record reports itself: PENDING is "Pending". */
const transferStatusTable = {
  PENDING: {
    label: 'Pending',
    shape: 'processing',
    tone: 'processing',
    isTerminal: false,
    isFailure: false,
    isSuccess: false,
  },
  COMPLETED: {
    label: 'Completed',
    shape: 'completed',
    tone: 'completed',
    isTerminal: true,
    isFailure: false,
    isSuccess: true,
  },
  FAILED: { label: 'Failed', shape: 'failed', tone: 'failed', isTerminal: true, isFailure: true, isSuccess: false },
} as const satisfies Record<TransferStatus, TransferMeaning>

/** The row of a transfer record's status; an unknown one is open. */
export const transferMeaning = ({ known, raw }: EnumValue<TransferStatus>): TransferMeaning =>
  known === undefined
    ? { ...unknownLook, label: unknownLabel(raw), isTerminal: false, isFailure: false, isSuccess: false }
    : transferStatusTable[known]

type RuleMeaning = Look & {
  /** What it means for deposits. */
  readonly meaning: string
}

const ruleStatusTable = {
  ACTIVE: {
    label: 'Active',
    shape: 'completed',
    tone: 'completed',
    meaning: 'Active. Matching deposits start an orchestration.',
  },
  DELETED: {
    label: 'Deleted',
    shape: 'rejected',
    tone: 'neutral',
    meaning: 'Deleted. Earlier orchestrations still run; new deposits are credited but not converted.',
  },
  PENDING: {
    label: 'Pending',
    shape: 'pending',
    tone: 'pending',
    meaning: 'Awaiting approval. Not running yet.',
  },
  REJECTED: {
    label: 'Rejected',
    shape: 'rejected',
    tone: 'rejected',
    meaning: 'Rejected at approval. Not running.',
  },
} as const satisfies Record<RuleStatus, RuleMeaning>

export const ruleMeaning = ({ known, raw }: EnumValue<RuleStatus>): RuleMeaning =>
  known === undefined
    ? { ...unknownLook, label: unknownLabel(raw), meaning: "Unrecognised status. Check Paxos's docs." }
    : ruleStatusTable[known]

/** "Awaiting approval", "Processing", …; "HELD (unrecognised)"; "No status". */
export const orchestrationStatusLabel = (status: EnumValue<OrchestrationStatus>): string => statusMeaning(status).label

/** "Planned", "Processing", … */
export const legStatusLabel = (status: EnumValue<LegStatus>): string => legLook(status).label

/** "Pending", "Completed", … */
export const transferStatusLabel = (status: EnumValue<TransferStatus>): string => transferMeaning(status).label

/** "Active", "Deleted", … */
export const ruleStatusLabel = (status: EnumValue<RuleStatus>): string => ruleMeaning(status).label

/** True for a status that does not change any more. An unknown one counts as still open. */
export const isTerminal = (status: EnumValue<OrchestrationStatus>): boolean => statusMeaning(status).isTerminal
