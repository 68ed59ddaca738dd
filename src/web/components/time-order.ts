/** Whether times are shown in UTC, as everywhere at first, or in the reader's own zone; kept in this browser. */
import { useSyncExternalStore } from 'react'

const storageKey = 'desk.times'
const listeners = new Set<() => void>()

function stored(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'local'
  } catch {
    return false
  }
}

let localFirst = stored()

/** What is copied or printed stays in UTC: it is read elsewhere. */
export function setLocalFirst(local: boolean): void {
  localFirst = local
  try {
    localStorage.setItem(storageKey, local ? 'local' : 'utc')
  } catch {
    // A browser that keeps nothing forgets it with the tab.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True while the reader's own zone comes first. */
export const useLocalFirst = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => localFirst,
    () => false,
  )
