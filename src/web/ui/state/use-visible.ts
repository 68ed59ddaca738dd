import { useSyncExternalStore } from 'react'

/** A store of the browser's own, told of by these events. */
export const subscribeTo =
  (targetOf: () => EventTarget, ...events: string[]) =>
  (listener: () => void) => {
    const target = targetOf()
    for (const event of events) target.addEventListener(event, listener)
    return () => {
      for (const event of events) target.removeEventListener(event, listener)
    }
  }

const yes = () => true

/** Whether the tab is in the foreground. */
export const useVisible = () => useSyncExternalStore(subscribeToVisibility, () => !document.hidden, yes)

const subscribeToVisibility = subscribeTo(() => document, 'visibilitychange')
