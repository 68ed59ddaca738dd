import { useEffect, useLayoutEffect } from 'react'

/** Names the tab while the component is there. */
export function useDocumentTitle(title: string): void {
  // Before the focus goes to the new heading, which announces the title.
  useLayoutEffect(() => {
    document.title = title
  }, [title])
}

/** Gives the tab the icon of a status; the product's own when the component goes. */
export function useFavicon(name: string): void {
  useEffect(() => {
    setFavicon(`/favicons/${name}.svg`)
    return () => setFavicon('/favicon.svg')
  }, [name])
}

function setFavicon(href: string): void {
  document.querySelector('link[rel="icon"]')?.setAttribute('href', href)
}
