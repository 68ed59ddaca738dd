/** How long answers are fresh, and how long stale ones may be used (ms). */
import { isTerminal, transferMeaning } from '#domain/orchestration/status.ts'
import { type Instant, readInstant } from '#domain/text/instant.ts'
import type { EndpointName } from '#paxos/api.ts'
import { orchestrationStatuses, readEnum, transferStatuses } from '#paxos/enums.ts'
import { FieldReader } from '#paxos/read.ts'

/** After `freshMs`: how long stale data is used during a renewal, and when Paxos fails. */
type Freshness = { readonly freshMs: number; readonly renewMs: number; readonly onErrorMs: number }

const second = 1000
const minute = 60 * second
const hour = 60 * minute

const table = {
  terminal: { freshMs: 10 * minute, renewMs: 24 * hour, onErrorMs: 24 * hour },
  openOrchestration: { freshMs: 2 * second, renewMs: 10 * second, onErrorMs: 15 * minute },
  openTransfer: { freshMs: 5 * second, renewMs: 10 * second, onErrorMs: 15 * minute },
  list: { freshMs: 3 * second, renewMs: 10 * second, onErrorMs: 15 * minute },
  rules: { freshMs: minute, renewMs: 10 * minute, onErrorMs: 24 * hour },
} as const satisfies Record<string, Freshness>

/** How long "not found" is remembered. */
export const notFoundMs = 5 * second

/**
 * What the cache needs to know about an answer. `updatedAt` orders the versions of a record; undefined for lists, and for
 * a record with an implausible `updated_at`.
 */
export type AnswerFacts = { readonly freshness: Freshness; readonly updatedAt: Instant | undefined }

/** `readAt`: when Paxos sent it. */
export function factsOf(endpoint: EndpointName, json: unknown, readAt: Date): AnswerFacts {
  switch (endpoint) {
    case 'orchestration': {
      const fields = FieldReader.from(json)
      const over = isTerminal(readEnum(orchestrationStatuses, fields.text('status')))
      return { freshness: over ? table.terminal : table.openOrchestration, updatedAt: updateTime(fields, readAt) }
    }
    case 'transfer': {
      const fields = FieldReader.from(json)
      const over = transferMeaning(readEnum(transferStatuses, fields.text('status'))).isTerminal
      return { freshness: over ? table.terminal : table.openTransfer, updatedAt: updateTime(fields, readAt) }
    }
    case 'rules':
      return { freshness: table.rules, updatedAt: undefined }
    default:
      return { freshness: table.list, updatedAt: undefined }
  }
}

/** How far Paxos's clock may be ahead of ours. */
const clockToleranceMs = minute

/**
 * When the record was last updated, if that is plausible: not after it was read, and not before 1970 (Go writes an unset
 * time as the year 1). A time in the year 9999 would hide every later update.
 */
function updateTime(fields: FieldReader, readAt: Date): Instant | undefined {
  const instant = readInstant(fields.text('updated_at'))
  if (!instant || instant.ms < 0 || instant.ms > readAt.getTime() + clockToleranceMs) return undefined
  return instant
}
