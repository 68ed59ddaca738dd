import { useEffect } from 'react'

/** Names the tab while the component is there. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
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
