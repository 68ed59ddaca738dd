import { useSyncExternalStore } from 'react'

/** A store of the browser's own, told of by these events. */
export const subscribeTo =
  (target: EventTarget, ...events: string[]) =>
  (listener: () => void) => {
    for (const event of events) target.addEventListener(event, listener)
    return () => {
      for (const event of events) target.removeEventListener(event, listener)
    }
  }

/** Whether the tab is in the foreground. */
export const useVisible = () => useSyncExternalStore(subscribeToVisibility, () => !document.hidden)

const subscribeToVisibility = subscribeTo(document, 'visibilitychange')
