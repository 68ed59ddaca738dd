/**
 * One slot for each connection to Paxos. A request that holds a slot finds a free connection. Without slots it would wait
 * in the pool after it was counted, and leave together with requests counted later.
 */
import { deadlineOver } from './deadline.ts'

export type Slot = {
  /** Resolves, first come first served, when the slot is held; rejects at the deadline. */
  readonly hold: () => Promise<void>
  /** Passes the slot on if it is held. */
  readonly letGo: () => void
}

export type ConnectionSlots = { readonly slot: (deadline: AbortSignal) => Slot }

export function createConnectionSlots(count: number): ConnectionSlots {
  let free = count
  const waiting = new Set<() => void>()

  function release() {
    const [next] = waiting
    if (!next) {
      free += 1
      return
    }
    waiting.delete(next)
    next()
  }

  const acquire = (deadline: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const give = () => {
        deadline.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        waiting.delete(give)
        reject(deadlineOver())
      }
      if (deadline.aborted) return giveUp()
      if (free > 0) {
        free -= 1
        return resolve()
      }
      deadline.addEventListener('abort', giveUp)
      waiting.add(give)
    })

  return {
    slot: deadline => {
      let held = false
      return {
        hold: async () => {
          if (held) return
          await acquire(deadline)
          held = true
        },
        letGo: () => {
          if (held) release()
          held = false
        },
      }
    },
  }
}
