import type { KeyboardEvent } from 'react'

const controlsIn = (panel: Element) => [
  ...panel.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary'),
]

/** They have arrow keys themselves: a text, a date, a choice of one. */
const hasArrowKeys = 'textarea, select, input:not([type="checkbox"])'

/** Goes through the controls of a menu with the arrow keys, Home and End, without scrolling the page. */
export function goByArrowKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.target instanceof Element && event.target.matches(hasArrowKeys)) return
  const controls = controlsIn(event.currentTarget)
  const at = controls.indexOf(document.activeElement as HTMLElement)
  const last = controls.length - 1
  const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key]
  if (to === undefined) return
  event.preventDefault()
  controls[to]?.focus()
}

/** On the button of a menu the arrow down opens it, and then goes to its first control. */
export function enterByArrowKeys(event: KeyboardEvent<HTMLElement>, panel: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' || !panel) return
  event.preventDefault()
  if (panel.matches(':popover-open')) controlsIn(panel)[0]?.focus()
  else event.currentTarget.click()
}
