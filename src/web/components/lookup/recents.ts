/** Remembers in this browser what was looked up, unless the reader switched that off. Never leaves the browser. */
import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { type Recent, readRecents, remember } from '#domain/lists/recents.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { queryClient } from '#web/api/query-client.ts'
import { appConfig } from '#web/app-config.ts'

/** Who is signed in: known later than the page is drawn, and never where nobody signs in. */
let subjectNow: () => string | undefined = () => undefined

/** Each person has a list of their own, also in a browser that several use; none as long as it is not known whose. */
function storageKey(): string | undefined {
  if (!appConfig.signIn) return 'desk.recents'
  const subject = subjectNow()
  return subject === undefined ? undefined : `desk.recents.${subject}`
}

const off = 'off'
const listeners = new Set<() => void>()

function stored(): string | null {
  try {
    const key = storageKey()
    return key === undefined ? null : localStorage.getItem(key)
  } catch {
    return off
  }
}

function store(text: string | undefined): void {
  const key = storageKey()
  if (key === undefined) return
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
  for (const listener of listeners) listener()
}

/** Changes the list; does nothing while remembering is off. */
export function changeRecents(change: (recents: readonly Recent[]) => readonly Recent[]): void {
  if (stored() !== off) store(JSON.stringify(change(readRecents(stored()))))
}

/** Switching off forgets everything. */
export const switchRecents = (on: boolean) => store(on ? undefined : off)

/** Whose list it is may become known, and change when somebody signs out. */
const loadSession = appConfig.signIn
  ? import('#web/api/session.ts').then(({ currentSubject, firstLearnt, subscribeToSession }) => {
      subjectNow = currentSubject
      const tellAll = () => {
        for (const listener of listeners) listener()
      }
      subscribeToSession(tellAll)
      // It may have been learnt before this code came.
      tellAll()
      return firstLearnt
    })
  : undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  // Another tab may have looked something up.
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

/** What is remembered, newest first; undefined while remembering is off. */
export function useRecents(): readonly Recent[] | undefined {
  const text = useSyncExternalStore(subscribe, stored)
  return text === off ? undefined : readRecents(text)
}

/** What is remembered of a payment that was read: nothing that tells whose money it was. */
export function recentOf(environment: string, id: string, { value, readAt }: Answer<Orchestration>): Recent {
  const { status, source_asset, destination_asset, updated_at } = value
  return {
    environment,
    id,
    status: status.raw,
    source_asset,
    destination_asset,
    updated_at,
    looked_at: readAt,
    pinned: false,
  }
}

const Key = v.tuple([v.string(), v.literal('orchestration'), v.string()])

/** Remembers each payment that somebody has looked at, with the status last seen: not what a tab in the background reads. */
export async function recordLookups(): Promise<void> {
  await loadSession
  const cache = queryClient.getQueryCache()
  let unseen = new Set(cache.getAll())
  const recordSeen = () => {
    if (document.hidden) return
    for (const { queryKey, state } of unseen) record(queryKey, state.data)
    unseen = new Set()
  }
  recordSeen()
  document.addEventListener('visibilitychange', recordSeen)
  cache.subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    unseen.add(event.query)
    recordSeen()
  })
}

function record(queryKey: unknown, data: unknown): void {
  const key = v.safeParse(Key, queryKey)
  if (!key.success || data === undefined) return
  const [environment, , id] = key.output
  const entry = recentOf(environment, id, data as Answer<Orchestration>)
  changeRecents(recents => remember(recents, entry))
}
