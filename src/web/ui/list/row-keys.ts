/** Keys of a list: `j` and `k` go from row to row, Enter opens; going back finds the row again. */
import { useEffect } from 'react'
import { useShortcut } from '#web/ui/shortcuts.ts'

/** Put on the link that opens a row. */
export const rowLink = { 'data-row': '' } as const

const links = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]

/** The row last opened from each entry of the history. */
const opened = new Map<string, string>()

/** Makes the row with this address the one that going back to `page` finds again. */
export const rememberRow = (page: string, href: string) => void opened.set(page, href)

/** `page` names the entry of the history that the list stands in. */
export function useRowKeys(page: string, ready: boolean): void {
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
    if (!ready) return
    const last = opened.get(page)
    // The browser restores the scroll itself; only the selection is ours to find again.
    if (last !== undefined)
      links()
        .find(row => row.getAttribute('href') === last)
        ?.focus({ preventScroll: true })
    const remember = (event: MouseEvent) => {
      const href = event.target instanceof Element && event.target.closest('[data-row]')?.getAttribute('href')
      if (href) opened.set(page, href)
    }
    document.addEventListener('click', remember, true)
    return () => document.removeEventListener('click', remember, true)
  }, [page, ready])
}
