/** Single-key shortcuts: ignored in fields, with modifiers, while composing text and behind an open dialog. */
import { useEffect, useEffectEvent } from 'react'
import { createSetting, useStore } from '../state/store.ts'

const handlers = new Map<string, () => void>()
const setting = createSetting('desk.shortcuts', ['on', 'off'])

/** How long after `g` the second key may come, and until when that is now, in `Event.timeStamp`. */
const goMs = 1500
let goUntil = 0

/** The last key that did nothing, since what it is for may still be loading, and where and when it was pressed. */
let waiting: { readonly key: string; readonly href: string; readonly at: number } | undefined
/** As long as browsers let a key that was pressed copy. */
const waitMs = 5000

/** Whether the reader wants single-key shortcuts; on unless switched off in this browser. */
export const useShortcutsOn = (): boolean => useStore(setting) === 'on'

export const setShortcuts = (on: boolean): void => setting.set(on ? 'on' : 'off')

const typingIn = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open]')) return
  const command = event.ctrlKey || event.metaKey
  // Ctrl+K and Cmd+K also work from inside a field: nobody types them as text.
  const pressed = command && event.key.toLowerCase() === 'k' ? 'mod+k' : event.key
  if (pressed !== 'mod+k' && (command || typingIn(event.target) || setting.get() === 'off')) return
  const key = event.timeStamp < goUntil ? `g ${pressed}` : pressed
  goUntil = key === 'g' ? event.timeStamp + goMs : 0
  const handler = handlers.get(key)
  waiting = handler ? undefined : { key, href: location.href, at: event.timeStamp }
  if (!handler) return
  event.preventDefault()
  handler()
}

/** The keys that are bound right now, and actions of the page that have no key, in no order. */
export const boundKeys = (): readonly string[] => [...handlers.keys()]

/** Does what a bound key does, also while keys are switched off. */
export const pressKey = (key: string): void => handlers.get(key)?.()

/** Starts listening to the keyboard; once, when the app starts. */
export const startShortcuts = (): void => document.addEventListener('keydown', onKeyDown)

/**
 * Binds a key (as `KeyboardEvent.key` names it, `mod+k`, or two in a row: `g b`) while the component is mounted. A name of
 * two words that no keys spell, `action print`, is an action that only the command field offers.
 */
export function useShortcut(key: string, handler: () => void): void {
  const call = useEffectEvent(handler)
  useEffect(() => {
    handlers.set(key, call)
    if (waiting?.key === key && waiting.href === location.href && performance.now() - waiting.at < waitMs) {
      waiting = undefined
      call()
    }
    return () => {
      if (handlers.get(key) === call) handlers.delete(key)
    }
  }, [key])
}
