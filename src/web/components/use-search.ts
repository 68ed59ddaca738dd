/** The query of the page's address, which the page itself may write into. */
import { useLocation, useNavigate } from 'react-router'

/**
 * The name of the entry of the history that the page stands in. It stays the same when the page writes into its address,
 * where the router gives the entry another key.
 */
export function usePageName(): string {
  const { key, state } = useLocation()
  const named: unknown = (state as { readonly page?: unknown } | null)?.page
  return typeof named === 'string' ? named : key
}

/**
 * Returns a function that changes the query of the address at once, in place of the entry the page stands in. A page that is
 * still on the screen while the next one loads changes nothing: that would take back a reader who has gone on.
 */
export function useWriteSearch(): (change: (search: URLSearchParams) => void) => void {
  const navigate = useNavigate()
  const { pathname, state } = useLocation()
  const page = usePageName()
  return change => {
    if (location.pathname !== pathname) return
    // The address may be ahead of what is drawn: of two changes in a row both count.
    const search = new URLSearchParams(location.search)
    change(search)
    // Commas separate ids, and a link with bare ones is half as long.
    const text = search.toString().replaceAll('%2C', ',')
    void navigate({ pathname, search: text }, { replace: true, state: { ...(state as object | null), page } })
  }
}
