/** Tells a screen reader what just changed. One live region for the whole app, so that messages never overlap. */
import { createStore, useStore } from './store.ts'

const message = createStore('')

/** Announces a sentence politely. The same sentence twice in a row is announced twice. */
export function announce(text: string): void {
  // A screen reader reads changes only: a no-break space makes the repetition one.
  message.set(text === message.get() ? `${text}\u00a0` : text)
}

let onArrival = ''

/** Is announced together with the title of the page that comes next. */
export function announceOnArrival(text: string): void {
  onArrival = text
}

/** Announces a page that came, by its title. */
export function announceArrival(title: string): void {
  announce([onArrival, title.replace(' · Orchestration Desk', '')].filter(text => text !== '').join('. '))
  onArrival = ''
}

export const Announcer = () => (
  <div role="status" className="sr-only">
    {useStore(message)}
  </div>
)
