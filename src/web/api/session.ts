/** Who is signed in, in this tab and as the other tabs of this browser see it. Started only where people sign in. */
import * as v from 'valibot'
import { createStore, useStore, writeStored } from '#web/ui/state/store.ts'
import { fromScript, isOurProblem } from './answered-by.ts'
import { problemOf } from './lookup-error.ts'
import { queryClient } from './query-client.ts'

const Session = v.object({
  mode: v.string(),
  /** Opaque; what this browser keeps for one person is kept under it. */
  subject: v.string(),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  /** RFC 3339: when they have to sign in again at the latest. */
  expiresAt: v.optional(v.string()),
  /** Environments that they may not see. */
  closedEnvironments: v.optional(v.array(v.string()), []),
})
type Session = v.InferOutput<typeof Session>

/** `undefined` as long as it is not known. */
export type SessionState = Session | 'signed_out' | undefined

export const sessionStore = createStore<SessionState>(undefined)
/** Whom the data on this page was read for. It stays on the screen when their session ends. */
let reader: string | undefined

/** The tabs of a browser tell each other that someone signed in (their subject), or out. Opened by `startSession`. */
let tabs: BroadcastChannel | undefined

async function read(): Promise<SessionState> {
  try {
    const response = await fetch('/api/session', { headers: fromScript, redirect: 'manual' })
    const json: unknown = await response.json()
    // Any other 401 is by a proxy in front, which knows another session.
    if (response.status === 401) return isOurProblem(json) ? 'signed_out' : undefined
    const session = v.safeParse(Session, json)
    return session.success ? session.output : undefined
  } catch {
    return undefined
  }
}

/** Asks again who is signed in, and tells the other tabs when that is someone. */
async function learn(): Promise<void> {
  const next = await read()
  if (next === undefined) return
  sessionStore.set(next)
  if (next === 'signed_out') return
  if (reader !== undefined && reader !== next.subject) return location.reload()
  reader = next.subject
  tabs?.postMessage(next.subject)
}

const isSignedOut = (error: unknown) => error !== null && problemOf(error).code === 'unauthenticated'

function onTabMessage({ data }: MessageEvent<unknown>): void {
  // Another person may not see this page, and who signs out wants to leave nothing behind.
  if (data === 'signed_out' || (reader !== undefined && data !== reader)) {
    location.reload()
    return
  }
  if (sessionStore.get() !== 'signed_out') return
  void read().then(next => {
    if (next === undefined || next === 'signed_out') return
    reader = next.subject
    sessionStore.set(next)
    void queryClient.refetchQueries({ predicate: query => isSignedOut(query.state.error) })
  })
}

/**
 * Starts watching who is signed in: by asking, by what the API answers, and by what the other tabs say. Resolves when it is
 * first known, or could not be learnt.
 */
export function startSession(): Promise<void> {
  listenToTabs()
  queryClient.getQueryCache().subscribe(event => {
    if (event.type !== 'updated') return
    if (event.action.type === 'error' && isSignedOut(event.action.error)) sessionStore.set('signed_out')
    else if (event.action.type === 'success' && sessionStore.get() === 'signed_out') void learn()
  })
  // A browser that has a message for a page that it keeps for Back drops the page.
  addEventListener('pagehide', () => tabs?.close())
  addEventListener('pageshow', ({ persisted }) => void (persisted && onRestored()))
  return learn()
}

function listenToTabs(): void {
  tabs = new BroadcastChannel('desk.session')
  tabs.onmessage = onTabMessage
}

/** Back or Forward shows a page as it was left. Its reader's session may have ended since, here or elsewhere. */
async function onRestored(): Promise<void> {
  listenToTabs()
  const next = await read()
  if (next === 'signed_out' || (next && next.subject !== reader)) location.reload()
}

export const useSession = (): SessionState => useStore(sessionStore)

/** The key under which this browser keeps the reader's own things; undefined while nobody is known. */
export function currentSubject(): string | undefined {
  const session = sessionStore.get()
  return session === 'signed_out' ? undefined : session?.subject
}

/** Ends the session. Resolves to whether it could be; the other tabs, and the pages that Back would show, then show nothing. */
export async function signOut(): Promise<boolean> {
  try {
    const headers = { ...fromScript, 'x-desk-request': '1' }
    const { status } = await fetch('/auth/logout', { method: 'POST', headers, redirect: 'manual' })
    if (status !== 204) return false
    writeStored('desk.signed-out', String(Date.now()))
    tabs?.postMessage('signed_out')
    return true
  } catch {
    return false
  }
}
