import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { queryClient } from './api/query-client.ts'
import { startSession } from './api/session.ts'
import { appConfig } from './app-config.ts'
import { startRecents } from './components/lookup/recents.ts'
import { AppRoutes, loadPointedAt, startPage } from './routes.tsx'
import { CrashBoundary } from './shell/crash.tsx'
import { startShortcuts } from './ui/shortcuts.ts'

/** The address as the app can read it: after a sign-in, and without what a mail program copied along. */
function mendAddress(): void {
  // Back from a sign-in with an address that could not be carried through it, see `SignInLink`.
  if (location.search === '?return') history.replaceState(null, '', sessionStorage.getItem('desk.return') ?? '?')
  // An encoded line break is no part of an address, and the router can't read it.
  const pathname = location.pathname.replaceAll(/%(?:[01][0-9a-f]|7f)/gi, '')
  if (pathname !== location.pathname) {
    history.replaceState(null, '', `${location.origin}${pathname}${location.search}${location.hash}`)
  }
}

const root = document.getElementById('root')
if (root) {
  mendAddress()
  startShortcuts()
  void startRecents(appConfig.signIn ? startSession() : Promise.resolve())
  for (const event of ['pointerover', 'focusin']) document.addEventListener(event, loadPointedAt)
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
}
