/** Single-key shortcuts: ignored in fields, with modifiers, while composing text and behind an open dialog. */
import { useEffect, useEffectEvent } from 'react'

const handlers = new Map<string, () => void>()
const storageKey = 'desk.shortcuts'

/** How long after `g` the second key may come, and until when that is now, in `Event.timeStamp`. */
const goMs = 1500
let goUntil = 0

/** The last key that nobody took, and where: what takes it may still be on its way. */
let missed: { readonly key: string; readonly at: number; readonly href: string } | undefined
/** Who pressed a key longer ago has given it up. */
const waitMs = 8000

/** Whether the reader wants single-key shortcuts; on unless switched off in this browser. */
export function shortcutsOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing keeps the default.
  }
}

const typingIn = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open]')) return
  const command = event.ctrlKey || event.metaKey
  // Ctrl+K and Cmd+K are meant to work from inside a field, and belong to nobody's typing.
  const pressed = command && event.key.toLowerCase() === 'k' ? 'mod+k' : event.key
  if (pressed !== 'mod+k' && (command || typingIn(event.target) || !shortcutsOn())) return
  const key = event.timeStamp < goUntil ? `g ${pressed}` : pressed
  goUntil = key === 'g' ? event.timeStamp + goMs : 0
  const handler = handlers.get(key)
  missed = handler ? undefined : { key, at: event.timeStamp, href: location.href }
  if (!handler) return
  event.preventDefault()
  handler()
}

if (typeof document !== 'undefined') document.addEventListener('keydown', onKeyDown)

/** Binds a key (as `KeyboardEvent.key` names it, `mod+k`, or two after each other: `g b`) while the component is there. */
export function useShortcut(key: string, handler: () => void): void {
  const call = useEffectEvent(handler)
  useEffect(() => {
    handlers.set(key, call)
    if (missed?.key === key && missed.href === location.href && performance.now() < missed.at + waitMs) {
      missed = undefined
      call()
    }
    return () => {
      if (handlers.get(key) === call) handlers.delete(key)
    }
  }, [key])
}
