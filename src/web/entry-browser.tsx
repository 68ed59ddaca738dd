import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { queryClient } from './api/query-client.ts'
import { startSession } from './api/session.ts'
import { appConfig } from './app-config.ts'
import { AppRoutes, loadPointedAt, startPage } from './routes.tsx'
import { CrashBoundary } from './shell/crash.tsx'
import { startShortcuts } from './ui/shortcuts.ts'
import { startTranslationGuard } from './ui/translation.ts'

/** Nothing that a mail or chat tool could have added, as in nearly every address. */
const plainAddress = /^[\w/-]*(?:\?[\w.~*,:=&-]*)?(?<![^A-Za-z0-9/?])$/

/** The address as the app can read it: after a sign-in, and without what a mail program copied along. */
async function mendLocation(): Promise<void> {
  // Back from a sign-in with an address that could not be carried through it, see `SignInLink`.
  if (location.search === '?return') history.replaceState(null, '', sessionStorage.getItem('desk.return') ?? '?')
  const { pathname, search, hash, origin } = location
  if (plainAddress.test(pathname + search)) return
  // An encoded line break is no part of an address, and the router can't read it.
  const path = pathname.replaceAll(/%(?:[01][0-9a-f]|7f)/gi, '')
  const { mendAddress, droppedText } = await import('#domain/share/own-address.ts')
  const { address, dropped } = mendAddress(path + search)
  if (address === pathname + search) return
  const note = droppedText(dropped)
  // As the router keeps the state of an entry.
  const state = note === undefined ? null : { usr: { said: [note] }, key: 'default' }
  history.replaceState(state, '', `${origin}${address}${hash}`)
}

const root = document.getElementById('root')
if (root) {
  // Without that code the address stays, and the page says what it can't read.
  await mendLocation().catch(() => undefined)
  startShortcuts()
  startTranslationGuard(root)
  const whoIsKnown = appConfig.signIn ? startSession() : Promise.resolve()
  // No page needs it to be drawn. Without that code nothing is remembered.
  import('./components/lookup/recents.ts').then(({ startRecents }) => startRecents(whoIsKnown)).catch(() => undefined)
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
