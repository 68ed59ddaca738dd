import { useEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import { announce, announceArrival, focusHeading } from '#web/ui/page/announcer.tsx'

/** The part of an address that makes it another page; its other parameters filter and sort the same page. */
function pageOf(pathname: string, search: string): string {
  const parameters = new URLSearchParams(search)
  return [pathname, ...['id', 'ref', 'page_cursor'].map(name => parameters.getAll(name).join())].join(' ')
}

const isPlaced = (main: HTMLElement) =>
  main.contains(document.activeElement) && document.activeElement?.matches('h1, h2, input, textarea')

/**
 * Announces navigation: on another page the old announcement is cleared, the focus moves to the heading as soon as there is
 * one, and the title is announced. A page that places the focus itself, in a field or on the heading of a problem, keeps it.
 * On the way back, the browser and the lists restore what they know.
 */
export function usePageFocus(): void {
  const { key, pathname, search } = useLocation()
  const step = useNavigationType()
  const page = pageOf(pathname, search)
  const before = useRef(page)
  // biome-ignore lint/correctness/useExhaustiveDependencies: how one came here counts when the page changes, and not later
  useEffect(() => {
    // Looking up what is open already is moving on too: the box has done its part.
    if (before.current === page && document.activeElement?.id !== 'lookup-top') return
    before.current = page
    announce('')
    const main = document.getElementById('main')
    if (step === 'POP' || !main) return
    const leftFrom = document.activeElement
    const arrive = () => {
      const heading = main.querySelector<HTMLElement>('h1')
      if (!heading) return
      observer.disconnect()
      // The reader has gone on to something else in the meantime.
      const isFree = document.activeElement === document.body || document.activeElement === leftFrom
      if (isFree && !isPlaced(main)) focusHeading(heading)
      announceArrival(document.title)
    }
    const observer = new MutationObserver(arrive)
    observer.observe(main, { childList: true, subtree: true })
    arrive()
    return () => observer.disconnect()
  }, [page, key])
}
