/** State that lives outside React: a value, who wants to know when it changes, and a hook that reads it. */
import { useSyncExternalStore } from 'react'

export type Store<T> = {
  readonly get: () => T
  /** What the server draws with. */
  readonly initial: () => T
  /** Takes the value and tells every subscriber. */
  readonly set: (next: T) => void
  /** Returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    initial: () => initial,
    set: next => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A store whose value is one of a few words, kept in this browser under `key`; the first is the default. */
export function createSetting<Choice extends string>(key: string, choices: readonly [Choice, ...Choice[]]) {
  const store = createStore<Choice>(choices[0])
  store.set(choices.find(choice => choice === readStored(key)) ?? choices[0])
  return {
    ...store,
    set: (next: Choice) => {
      writeStored(key, next)
      store.set(next)
    },
  }
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get, store.initial)

/** What this browser keeps under a key; null where it keeps nothing, or refuses to. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps a text in this browser, or forgets it. A browser that refuses forgets it with the tab. */
export function writeStored(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Private windows and full disks: the setting holds for this tab.
  }
}
