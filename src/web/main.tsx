import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { queryClient } from './api/query-client.ts'
import { AppRoutes, loadPointedAt, startPage } from './routes.tsx'
import { CrashBoundary } from './shell/crash.tsx'

for (const event of ['pointerover', 'focusin']) document.addEventListener(event, loadPointedAt)

/** Loads what a page needs only when something is typed, while the server can still be reached. */
const loadTheRest = () => {
  import('#web/components/lookup/open-paste.ts').catch(() => undefined)
  import('#web/components/lookup/recents.ts').then(({ recordLookups }) => recordLookups()).catch(() => undefined)
}

const root = document.getElementById('root')
if (root) {
  // Back from a sign-in with an address that could not be carried through it, see `SignInLink`.
  if (location.search === '?return') history.replaceState(null, '', sessionStorage.getItem('desk.return') ?? '?')
  // Copied along from a mail, an encoded line break is no part of an address, and the router can't read it.
  const pathname = location.pathname.replaceAll(/%(?:[01][0-9a-f]|7f)/gi, '')
  if (pathname !== location.pathname) {
    history.replaceState(null, '', `${location.origin}${pathname}${location.search}${location.hash}`)
  }
  await startPage(location)
  createRoot(root).render(
    <StrictMode>
      <CrashBoundary>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <AppRoutes />
          </BrowserRouter>
        </QueryClientProvider>
      </CrashBoundary>
    </StrictMode>,
  )
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) requestIdleCallback(loadTheRest, { timeout: 5000 })
  else setTimeout(loadTheRest, 1000)
}
