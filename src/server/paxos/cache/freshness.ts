/** For how long an answer is fresh, and for how long a stale one is better than none. Milliseconds. */
import { isTerminal, transferMeaning } from '#domain/orchestration/status.ts'
import { type Instant, readInstant } from '#domain/text/instant.ts'
import type { EndpointName } from '#paxos/api.ts'
import { orchestrationStatuses, readEnum, transferStatuses } from '#paxos/enums.ts'
import { FieldReader } from '#paxos/read.ts'

/** Both stale times begin when `freshMs` is over: while it is renewed, and when it cannot be. */
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

/** "Not found" is remembered this long, and never served after. */
export const notFoundMs = 5 * second

/**
 * What a cache must know of an answer, read from its JSON. `updatedAt` orders the versions of a record; undefined for
 * lists, and for a record whose `updated_at` can't be one.
 */
export type AnswerFacts = { readonly freshness: Freshness; readonly updatedAt: Instant | undefined }

/** `readAt`: when Paxos answered with it. */
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
 * When the record was last updated, as far as that can be true: a record can't have been updated after it was read, nor
 * before 1970 (Go writes an unset time as the year 1). Believing a time in the year 9999 would hide every later update.
 */
function updateTime(fields: FieldReader, readAt: Date): Instant | undefined {
  const instant = readInstant(fields.text('updated_at'))
  if (!instant || instant.ms < 0 || instant.ms > readAt.getTime() + clockToleranceMs) return undefined
  return instant
}
