/** Keys of a list: `j` and `k` go from row to row, Enter opens; going back finds the row again. */
import { useEffect, useRef } from 'react'
import { useShortcut } from '../page/shortcuts.ts'

/** Put on the link that opens a row: a click anywhere in the row is a click on it, see `useRowClicks`. */
export const rowLink = { 'data-row': '' } as const

const links = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]

/** A pointer that moves further than this between press and release selects text, in pixels. */
const dragDistance = 4
let pressedAt = { x: 0, y: 0 }

function rememberPress({ clientX, clientY }: MouseEvent): void {
  pressedAt = { x: clientX, y: clientY }
}

function openRow(event: MouseEvent): void {
  const { target, clientX, clientY, altKey, ctrlKey, metaKey, shiftKey, button } = event
  // Button 1 is the middle one, which opens another tab; further buttons open nothing.
  if (event.defaultPrevented || button > 1 || !(target instanceof Element)) return
  if (target.closest('a, button, input, label, select, summary')) return
  if (Math.hypot(clientX - pressedAt.x, clientY - pressedAt.y) > dragDistance) return
  const modifiers = { altKey, ctrlKey: ctrlKey || button === 1, metaKey, shiftKey }
  target
    .closest('tr, li')
    ?.querySelector('[data-row]')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...modifiers }))
}

const rowEvents = [
  ['pointerdown', rememberPress],
  ['click', openRow],
  ['auxclick', openRow],
] as const

/** Makes a click anywhere in a row open it, while dragging selects its text: the link itself covers nothing. */
export function useRowClicks(): void {
  useEffect(() => {
    for (const [name, listener] of rowEvents) document.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of rowEvents) document.removeEventListener(name, listener)
    }
  }, [])
}

/** The row last opened from each entry of the history. */
const opened = new Map<string, string>()

/** The same of the entry one is in, which keeps it over a reload of the page that the row led to. */
const openedFromHere = (): unknown => (history.state as { readonly row?: unknown } | null)?.row

/** Makes the row with this address the one that going back to `page` finds again. */
export const rememberRow = (page: string, href: string) => void opened.set(page, href)

/**
 * `page` names the entry of the history that the list stands in, `rows` is what is drawn: while the row last opened is
 * not among it, as when a list has to be read again after a reload, it is looked for at each change.
 */
export function useRowKeys(page: string, rows: unknown): void {
  useRowClicks()
  const move = (by: number) => {
    const rows = links()
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: 'nearest' })
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  useEffect(() => {
    const remember = (event: MouseEvent) => {
      const href = event.target instanceof Element && event.target.closest('[data-row]')?.getAttribute('href')
      if (!href) return
      opened.set(page, href)
      history.replaceState({ ...history.state, row: href }, '')
    }
    document.addEventListener('click', remember, true)
    return () => document.removeEventListener('click', remember, true)
  }, [page])
  const foundOn = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are looked for in the document, which they change
  useEffect(() => {
    // A reader who has gone on to something else in the meantime stays there.
    if (foundOn.current === page || document.activeElement !== document.body) return
    const last = opened.get(page) ?? openedFromHere()
    const row = last === undefined ? undefined : links().find(link => link.getAttribute('href') === last)
    if (!row) return
    foundOn.current = page
    // The browser restores the scroll itself, but not of a list that has to be read again and is not there yet.
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  }, [page, rows])
}
