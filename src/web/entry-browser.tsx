import './styles.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { type EmbeddedReply, replyBlock } from '#domain/config/drawing.ts'
import { learnServerTime } from './api/clock.ts'
import { takeEmbedded } from './api/queries.ts'
import { queryClient } from './api/query-client.ts'
import { startSession } from './api/session.ts'
import { App } from './app.tsx'
import { appConfig, findEnvironment } from './app-config.ts'
import { isDrawnForHere, mendZoneCookie } from './components/time-order.ts'
import { loadDrawn, loadPointedAt, startPage } from './routes.tsx'
import { replayEarly, takeOver } from './ui/page/early-input.ts'
import { startShortcuts } from './ui/page/shortcuts.ts'
import { startTranslationGuard, wasTranslated } from './ui/page/translation.ts'
import { setDrawn } from './ui/state/drawn-at.ts'

/** Nothing that a mail or chat tool could have added, as in nearly every address. */
const plainAddress = /^[\w/-]*(?:\?[\w.~*,:=&-]*)?(?<![^A-Za-z0-9/?])$/

/** The address as the app can read it: after a sign-in, and without what a mail program copied along. */
async function mendLocation(): Promise<void> {
  // Back from a sign-in with an address that could not be carried through it, see `SignInLink`.
  if (location.search === '?return') history.replaceState(null, '', sessionStorage.getItem('desk.return') ?? '?')
  const { pathname, search, hash, origin } = location
  if (plainAddress.test(pathname + search)) return
  // An encoded line break is not part of an address, and the router can't read it.
  const path = pathname.replaceAll(/%(?:[01][0-9a-f]|7f)/gi, '')
  const { mendAddress, droppedText } = await import('#domain/share/own-address.ts')
  const { address, dropped } = mendAddress(path + search)
  if (address === pathname + search) return
  const note = droppedText(dropped)
  // As the router keeps the state of an entry.
  const state = note === undefined ? null : { usr: { said: [note] }, key: 'default' }
  history.replaceState(state, '', `${origin}${address}${hash}`)
}

/** Takes the answer that the server put into the page; whether there was one. */
async function takeReply(): Promise<boolean> {
  const text = document.getElementById(replyBlock)?.textContent
  if (!text) return false
  const embedded = JSON.parse(text) as EmbeddedReply
  const environment = findEnvironment(embedded.environment)
  if (!environment) return false
  const [navigation] = performance.getEntriesByType('navigation')
  const came = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : performance.now()
  learnServerTime(new Date(embedded.at).toISOString(), performance.timeOrigin + came)
  setDrawn({ at: embedded.at, zone: embedded.zone })
  await takeEmbedded(queryClient, environment, embedded)
  return true
}

const root = document.getElementById('root')
if (root) {
  // Without that code the address stays, and the page says what it can't read.
  await mendLocation().catch(() => undefined)
  startTranslationGuard(root)
  const whoIsKnown = appConfig.signIn ? startSession() : Promise.resolve()
  // No page needs it to be drawn. Without that code nothing is remembered.
  import('./components/lookup/recents.ts').then(({ startRecents }) => startRecents(whoIsKnown)).catch(() => undefined)
  for (const event of ['pointerover', 'focusin']) document.addEventListener(event, loadPointedAt)
  const app = <App client={queryClient} router={routes => <BrowserRouter>{routes}</BrowserRouter>} />
  const hasReply = await takeReply()
  // Without all of its code a drawing can't be taken over: then the page is drawn again, and says what is missing. Without
  // any of it this ends here: the drawing stays, and says that its script is missing.
  // A browser that translates has already put its own elements into the drawing.
  // A reader who has travelled finds times of another zone in it.
  const isDrawn = root.hasChildNodes() && isDrawnForHere() && root.querySelector('font') === null && (await loadDrawn())
  if (isDrawn) {
    // Translated while it is taken over, the page is drawn again, which is not an error.
    const onRecoverableError = (error: unknown) => void (wasTranslated() || reportError(error))
    takeOver(root, () => void hydrateRoot(root, app, { onRecoverableError }))
  } else {
    await startPage(location, hasReply)
    createRoot(root).render(app)
  }
  document.querySelector('.waiting')?.remove()
  // Not before: a key that is kept would act twice.
  startShortcuts()
  replayEarly()
  mendZoneCookie()
}
