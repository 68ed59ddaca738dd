/** What someone did before the app was there: kept by the page and the script in index.html, and acted on now. */
import { startTransition } from 'react'
import { flushSync } from 'react-dom'

declare global {
  interface Window {
    desk?: { readonly early: readonly Event[]; readonly keep: (event: Event) => void }
  }
}

/**
 * Lets `hydrate` take over what the server drew in `root`: when there is time, or at once if someone is waiting
 * for it. What was typed stays in its field.
 */
export function takeOver(root: HTMLElement, hydrate: () => void): void {
  const fields = [...root.querySelectorAll('textarea')].map(field => ({ field, value: field.value }))
  const typed = fields.filter(({ field, value }) => value !== field.defaultValue)
  // Otherwise hydrating drops the selection that dictated or inserted text is about to replace.
  for (const { field, value } of fields) field.value = value
  if (typed.length === 0 && !window.desk?.early.length) {
    startTransition(hydrate)
    return
  }
  flushSync(hydrate)
  for (const { field, value } of typed) field.value = value
}

/** Stops keeping, and repeats what was kept. */
export function replayEarly(): void {
  const { early = [], keep } = window.desk ?? {}
  if (keep) for (const type of ['click', 'keydown']) removeEventListener(type, keep, true)
  for (const event of early) {
    const { target } = event
    if (event instanceof KeyboardEvent) target?.dispatchEvent(new KeyboardEvent('keydown', event))
    else if (target instanceof Element) target.closest('button')?.click()
  }
}
