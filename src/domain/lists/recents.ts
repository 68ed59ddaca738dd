/** What this browser remembers of what was looked up: enough for one line, no names and no addresses. */
import * as v from 'valibot'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { isTerminal } from '../orchestration/status.ts'

const Recent = v.object({
  environment: v.string(),
  id: v.string(),
  /** As Paxos sent it when it was last viewed. */
  status: v.optional(v.string()),
  source_amount: v.optional(v.string()),
  source_asset: v.optional(v.string()),
  destination_asset: v.optional(v.string()),
  ref_id: v.optional(v.string()),
  updated_at: v.optional(v.string()),
  /** When the reader viewed it: RFC 3339, by the server's clock. */
  looked_at: v.string(),
  pinned: v.boolean(),
})
export type Recent = v.InferOutput<typeof Recent>

/** Kept for each environment, beside the pinned ones. */
const maxRecent = 20
const maxPinned = 50

/** Reads what was stored; what is not an entry is left out, and anything else is an empty list. */
export function readRecents(text: string | null): readonly Recent[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
      const entry = v.safeParse(Recent, one)
      return entry.success ? [entry.output] : []
    })
  } catch {
    return []
  }
}

const isSame = (a: Recent, b: Recent) => a.id === b.id && a.environment === b.environment

/** Puts an entry in front; it stays pinned if it was. The oldest beyond what is kept go. */
export function remember(recents: readonly Recent[], entry: Recent): readonly Recent[] {
  const before = recents.find(one => isSame(one, entry))
  const all = [{ ...entry, pinned: entry.pinned || before?.pinned === true }, ...recents.filter(one => one !== before)]
  const counts = new Map<string, number>()
  return all.filter(({ environment, pinned }) => {
    const key = `${environment} ${pinned}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    return (counts.get(key) ?? 0) <= (pinned ? maxPinned : maxRecent)
  })
}

/** Pins or unpins one. */
export const pin = (recents: readonly Recent[], entry: Recent, pinned: boolean): readonly Recent[] =>
  recents.map(one => (isSame(one, entry) ? { ...one, pinned } : one))

/** Those that may have changed since: of the others there is no need to ask. */
export const stillOpen = (recents: readonly Recent[]): readonly Recent[] =>
  recents.filter(({ status }) => !isTerminal(readEnum(orchestrationStatuses, status)))
