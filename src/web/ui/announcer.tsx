/** Says to a screen reader what just changed. One live region for the whole app, so that messages never talk over each other. */
import { useSyncExternalStore } from 'react'

let message = ''
const listeners = new Set<() => void>()

/** Announces a sentence politely. The same sentence twice in a row is announced twice. */
export function announce(text: string): void {
  // A screen reader reads changes only: a no-break space makes the repetition one.
  message = text === message ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message)
  return (
    <div role="status" className="sr-only">
      {text}
    </div>
  )
}
