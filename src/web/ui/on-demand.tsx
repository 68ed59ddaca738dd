/**
 * Code that is loaded when it is needed. A server that has gone away, or has a newer version, may not have it any more:
 * whatever is loaded comes through here, so that the reader is told in the page and nothing on it is lost.
 */
import { type ComponentType, use, useEffect, useState, useSyncExternalStore, useTransition } from 'react'
import { announce } from './announcer.tsx'
import { type MissingProps, Unreachable, UnreachablePart, unreachable } from './unreachable.tsx'

/**
 * A component that is loaded when it is first drawn, and drawn at once when `load` has brought it before. Draw it in a
 * `Suspense`. `Missing` stands in its place when it cannot be loaded, and can try again.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Missing: ComponentType<Props & MissingProps> = Unreachable,
): { readonly load: () => Promise<unknown>; readonly Component: ComponentType<Props> } {
  let Loaded: ComponentType<Props> | undefined
  let attempt: Promise<ComponentType<Props> | undefined> | undefined
  const loadIt = async () => {
    Loaded = await load()
    return Loaded
  }
  const begin = () => {
    attempt ??= loadIt().catch(() => undefined)
    return attempt
  }
  const forget = () => {
    attempt = undefined
  }
  function OnDemand(props: Props) {
    const [current, setCurrent] = useState(begin)
    const [, startTransition] = useTransition()
    // Whoever comes back to what could not be loaded tries anew.
    useEffect(() => forget, [])
    // `lazy` would show its fallback at least once, and then for 300 ms, even when the code is there.
    const Part = Loaded ?? use(current)
    if (Part) return <Part {...props} />
    const loadAgain = () => {
      forget()
      const next = begin()
      startTransition(() => setCurrent(next))
      void next.then(part => part ?? announce(unreachable))
    }
    return <Missing {...props} onLoadAgain={loadAgain} />
  }
  return { load: loadIt, Component: OnDemand }
}

/** A part of a page that comes by itself: when it cannot be loaded its place says so and the focus stays where it is. */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  onDemand(load, UnreachablePart).Component

/** What the reader asked for and could not have, numbered so that asking again tells it again. */
let told: { readonly count: number; readonly loadAgain: () => void } | undefined
const listeners = new Set<() => void>()

function tell(loadAgain?: () => void): void {
  told = loadAgain && { count: (told?.count ?? 0) + 1, loadAgain }
  for (const listener of listeners) listener()
}

/**
 * Loads code that a person's action needs. When it cannot be had, the page says so with a way to try again, and the
 * promise stays open until that helps: what was to follow does not happen without it. Never rejects.
 */
export function askFor<Code>(load: () => Promise<Code>): Promise<Code> {
  return new Promise(resolve => {
    const attempt = () =>
      load().then(
        code => {
          if (told) tell()
          resolve(code)
        },
        () => tell(attempt),
      )
    void attempt()
  })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where the page says what `askFor` could not have. One for the whole app; with a new page it goes. */
export function UnreachableNotice() {
  const notice = useSyncExternalStore(subscribe, () => told)
  useEffect(() => () => tell(), [])
  return (
    notice && (
      <div className="mb-6">
        <Unreachable key={notice.count} level={2} onLoadAgain={notice.loadAgain} />
      </div>
    )
  )
}
