/** What travels from a batch to the payments opened from it, in the state of the history: it outlives a reload. */
import * as v from 'valibot'

const BatchPlace = v.object({
  /** The payments that can be gone through, in the order shown, and which of them this is. */
  ids: v.pipe(v.array(v.string()), v.readonly()),
  at: v.number(),
  /** The batch itself. */
  address: v.string(),
  /** What was pasted there, where the address does not carry all of it. */
  pasted: v.optional(v.string()),
  /** The batch's entry of the history. */
  page: v.string(),
})
export type BatchPlace = v.InferOutput<typeof BatchPlace>

/** Reads what a step of the history carried; undefined for anything else. */
export function readBatchPlace(state: unknown): BatchPlace | undefined {
  const place = v.safeParse(BatchPlace, state)
  return place.success ? place.output : undefined
}
