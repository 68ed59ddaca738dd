import { useNavigate } from 'react-router'
import * as v from 'valibot'
import { announce } from '#web/ui/announcer.tsx'
import { askFor } from '#web/ui/on-demand.tsx'

/** What travels with a step of the history: never needed to rebuild the page, only to explain how one got there. */
const Arrival = v.object({
  said: v.optional(v.array(v.string()), []),
  pasted: v.optional(v.string()),
  /** An id that was open in another environment, offered and not looked up. */
  offered: v.optional(v.string()),
  /** Where in a batch a payment was opened: read by what shows it. */
  batch: v.optional(v.unknown()),
})
export type Arrival = v.InferOutput<typeof Arrival>

/** Reads the state of a history entry; anything else reads as none. */
export function readArrival(state: unknown): Arrival {
  const result = v.safeParse(Arrival, state)
  return result.success ? result.output : { said: [] }
}

/** Takes a pasted text to the page it belongs to, in the environment one is in. */
export function useLookup(environment: string): (text: string) => Promise<void> {
  const navigate = useNavigate()
  return async text => {
    // The paste reader is not on the way to a payment whose link one follows.
    const { openPaste } = await askFor(() => import('./open-paste.ts'))
    const { to, said, pasted } = openPaste(text, environment)
    for (const sentence of said) announce(sentence)
    void navigate(to, { state: { said, pasted } })
  }
}
