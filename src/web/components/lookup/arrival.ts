/** What travels with a step of the history: never needed to rebuild the page, only to explain how the reader got there. */
import * as v from 'valibot'

const LeftOut = v.object({
  /** "Left out", or the environment that the links name. */
  title: v.string(),
  links: v.array(v.object({ text: v.string(), to: v.string() })),
  /** How many have no link. */
  more: v.number(),
  /** To all the IDs among them, as a batch. */
  all: v.optional(v.object({ text: v.string(), to: v.string(), pasted: v.string() })),
})
export type LeftOut = v.InferOutput<typeof LeftOut>

const Arrival = v.object({
  said: v.optional(v.array(v.string()), []),
  pasted: v.optional(v.string()),
  /** IDs and hashes of the paste that were not looked up, or not in this environment. */
  leftOut: v.optional(v.array(LeftOut), []),
  /** An id that was open in another environment, offered and not looked up. */
  offered: v.optional(v.string()),
  /** Where in a batch an orchestration was opened: read by what shows it. */
  batch: v.optional(v.unknown()),
})
export type Arrival = v.InferOutput<typeof Arrival>

/** Reads the state of a history entry; anything else reads as none. */
export function readArrival(state: unknown): Arrival {
  const result = v.safeParse(Arrival, state)
  return result.success ? result.output : { said: [], leftOut: [] }
}
