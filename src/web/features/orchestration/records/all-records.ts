import type { RecordAnswer } from './record-answer.ts'

/** The orchestration's own answer first, then the others. */
export const allRecords = (
  { raw, readAt, requestId }: Omit<RecordAnswer, 'name'>,
  others: readonly RecordAnswer[],
): readonly RecordAnswer[] => [{ name: 'Orchestration', raw, readAt, requestId }, ...others]
