import type { KeyboardEvent } from 'react'

/** Goes through the controls of a menu with the arrow keys, Home and End, without scrolling the page. */
export function goByArrowKeys(event: KeyboardEvent<HTMLElement>): void {
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input, a[href]')]
  const at = controls.indexOf(document.activeElement as HTMLElement)
  const last = controls.length - 1
  const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key]
  if (to === undefined) return
  event.preventDefault()
  controls[to]?.focus()
}
