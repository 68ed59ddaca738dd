/** What an orchestration opened from a batch keeps of it, in the state of the history: it survives a reload. */
import * as v from 'valibot'

const BatchPlace = v.object({
  /** The orchestrations of the batch in the order shown, and the place of this one. */
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
