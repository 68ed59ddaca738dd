/** Tells a screen reader what just changed. One live region for the whole app, so that messages never overlap. */
import { createStore, useStore } from '../state/store.ts'

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

/** A title without the glyph of its status and the name of the product, which say nothing more. */
const spoken = (title: string) =>
  title
    .replace(' · Orchestration Desk', '')
    .replace(/(^|\] )[^\w[]{1,2} /, '$1')
    .replaceAll('→', ' to ')

/** Announces a page that came, by its title. */
export function announceArrival(title: string): void {
  announce([onArrival, spoken(title)].filter(text => text !== '').join('. '))
  onArrival = ''
}

export const Announcer = () => (
  <div role="status" className="sr-only">
    {useStore(message)}
  </div>
)

/** Puts the focus on a heading, which is then read out and from which the keyboard goes on. */
export function focusHeading(heading: HTMLElement | null | undefined): void {
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
