/** For how long an answer is fresh, and for how long a stale one is better than none. Milliseconds. */
import { isTerminal } from '#domain/orchestration/status.ts'
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
 * What a cache must know of an answer, read from its JSON. `updatedAt` is the record's own text, which may be no time and
 * then orders nothing; lists have none.
 */
export type AnswerFacts = { readonly freshness: Freshness; readonly updatedAt: string | undefined }

export function factsOf(endpoint: EndpointName, json: unknown): AnswerFacts {
  switch (endpoint) {
    case 'orchestration': {
      const fields = FieldReader.from(json)
      const over = isTerminal(readEnum(orchestrationStatuses, fields.text('status')))
      return { freshness: over ? table.terminal : table.openOrchestration, updatedAt: timeOf(fields) }
    }
    case 'transfer': {
      const fields = FieldReader.from(json)
      const { known } = readEnum(transferStatuses, fields.text('status'))
      const over = known === 'COMPLETED' || known === 'FAILED'
      return { freshness: over ? table.terminal : table.openTransfer, updatedAt: timeOf(fields) }
    }
    case 'rules':
      return { freshness: table.rules, updatedAt: undefined }
    default:
      return { freshness: table.list, updatedAt: undefined }
  }
}

/** Longer than any time, with its nanoseconds and its zone. */
const longestTime = 64

/** Whoever compares it reads it, which most are never asked for. */
function timeOf(fields: FieldReader): string | undefined {
  const text = fields.text('updated_at')
  return text !== undefined && text.length <= longestTime ? text : undefined
}
