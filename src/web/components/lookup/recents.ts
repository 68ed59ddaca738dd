/** Remembers in this browser what was looked up, unless the reader switched that off. Never leaves the browser. */
import * as v from 'valibot'
import { type Recent, readRecents, remember } from '#domain/lists/recents.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { serverNow } from '#web/api/clock.ts'
import { queryClient } from '#web/api/query-client.ts'
import { currentSubject, sessionStore } from '#web/api/session.ts'
import { appConfig } from '#web/app-config.ts'
import { createStore, readStored, useStore, writeStored } from '#web/ui/state/store.ts'

const off = 'off'

/** Each person has a separate list, also in a browser that several share; none until it is known whose. */
function storageKey(): string | undefined {
  if (!appConfig.signIn) return 'desk.recents'
  const subject = currentSubject()
  return subject === undefined ? undefined : `desk.recents.${subject}`
}

function stored(): string | null {
  const key = storageKey()
  return key === undefined ? null : readStored(key)
}

/** The list as it is stored; read by `startRecents`. */
const list = createStore<string | null>(null)
const readAgain = () => list.set(stored())

function write(text: string | null): void {
  const key = storageKey()
  if (key === undefined) return
  writeStored(key, text)
  readAgain()
}

/** Changes the list; does nothing while remembering is off. */
export function changeRecents(change: (recents: readonly Recent[]) => readonly Recent[]): void {
  if (stored() !== off) write(JSON.stringify(change(readRecents(stored()))))
}

/** Switching off forgets everything. */
export const switchRecents = (on: boolean) => write(on ? null : off)

/** What is remembered, newest first; undefined while remembering is off. */
export function useRecents(): readonly Recent[] | undefined {
  const text = useStore(list)
  return text === off ? undefined : readRecents(text)
}

/** What is remembered of an orchestration that was viewed now: enough to know it again in one line. */
export function recentOf(environment: string, id: string, { value }: Answer<Orchestration>): Recent {
  const { status, source_amount, source_asset, destination_asset, ref_id, updated_at } = value
  return {
    environment,
    id,
    status: status.raw,
    source_amount,
    source_asset,
    destination_asset,
    ref_id,
    updated_at,
    looked_at: new Date(serverNow()).toISOString(),
    pinned: false,
  }
}

const Key = v.tuple([v.string(), v.literal('orchestration'), v.string()])

/**
 * Reads the list, follows other tabs and sign-ins, and remembers each orchestration that somebody looks at with the status
 * last seen: not what a hidden tab reads. `whenKnown` resolves when it is known who is signed in.
 */
export async function startRecents(whenKnown: Promise<void>): Promise<void> {
  readAgain()
  addEventListener('storage', readAgain)
  sessionStore.subscribe(readAgain)
  await whenKnown
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
