/** Who is signed in, in this tab and as the others of this browser see it. Only loaded where people sign in. */
import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
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
})
export type Session = v.InferOutput<typeof Session>

/** `undefined` as long as it is not known. */
export type SessionState = Session | 'signed_out' | undefined

let state: SessionState
const listeners = new Set<() => void>()
/** Whom the data on this page was read for. It stays on the screen when their session ends. */
let reader: string | undefined

/** What the tabs of a browser tell each other: someone came (their subject), or left. */
const tabs = new BroadcastChannel('desk.session')

function become(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}

async function read(): Promise<SessionState> {
  try {
    const response = await fetch('/api/session')
    if (response.status === 401) return 'signed_out'
    const session = v.safeParse(Session, await response.json())
    return session.success ? session.output : undefined
  } catch {
    return undefined
  }
}

/** Asks again who is signed in, and tells the other tabs when that is someone. */
async function learn(): Promise<void> {
  const next = await read()
  if (next === undefined) return
  become(next)
  if (next === 'signed_out') return
  if (reader !== undefined && reader !== next.subject) return location.reload()
  reader = next.subject
  tabs.postMessage(next.subject)
}

const isSignedOut = (error: unknown) => error !== null && problemOf(error).code === 'unauthenticated'

tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
  // What another person may see is not theirs, and who signed out wants to leave nothing behind.
  if (data === 'signed_out' || (reader !== undefined && data !== reader)) return location.reload()
  if (state !== 'signed_out') return
  void read().then(next => {
    if (next === undefined || next === 'signed_out') return
    reader = next.subject
    become(next)
    void queryClient.refetchQueries({ predicate: query => isSignedOut(query.state.error) })
  })
}

queryClient.getQueryCache().subscribe(event => {
  if (event.type !== 'updated') return
  if (event.action.type === 'error' && isSignedOut(event.action.error)) become('signed_out')
  else if (event.action.type === 'success' && state === 'signed_out') void learn()
})

/** Resolves when it is first known, or could not be learnt. */
export const firstLearnt: Promise<void> = learn()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useSession = (): SessionState => useSyncExternalStore(subscribe, () => state)

/** Under what the reader's own things are kept; undefined while nobody is known. */
export const currentSubject = (): string | undefined => (state === 'signed_out' ? undefined : state?.subject)

export { subscribe as subscribeToSession }

/** Ends the session. Resolves to whether it could be; the other tabs then let go of what they show. */
export async function signOut(): Promise<boolean> {
  try {
    const { ok } = await fetch('/auth/logout', { method: 'POST', headers: { 'x-desk-request': '1' } })
    if (ok) tabs.postMessage('signed_out')
    return ok
  } catch {
    return false
  }
}
