/** What a reader did with a list, such as how much of it was opened up: going back finds it as it was left. */
import { useEffect, useState } from 'react'

/** By the entry of the history and the name given to it. */
const kept = new Map<string, unknown>()

/**
 * A state that outlives its page, for as long as the tab is not loaded anew. `page` names the entry of the history that the
 * list stands in, `what` tells the state from others there.
 */
export function useKept<T>(page: string, what: string, initial: T): [T, (next: T) => void] {
  const name = `${page} ${what}`
  const [value, setValue] = useState((): T => (kept.get(name) as T | undefined) ?? initial)
  useEffect(() => void kept.set(name, value), [name, value])
  return [value, setValue]
}
