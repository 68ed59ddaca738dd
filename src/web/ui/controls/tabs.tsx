import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { cx } from '../display/cx.ts'

export type Tab = { readonly id: string; readonly title: string; readonly count?: number | undefined }

/**
 * Parts of a page, one shown at a time. The others stay in the page, so that the browser's find can open them; on paper all
 * are shown. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function TabList({
  label,
  tabs,
  selected,
  onSelect,
}: {
  label: string
  tabs: readonly Tab[]
  selected: string
  onSelect: (id: string) => void
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === selected)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key]
    const next = to === undefined ? undefined : tabs[to % tabs.length]
    if (!next) return
    event.preventDefault()
    onSelect(next.id)
    document.getElementById(`${next.id}-tab`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="flex flex-wrap gap-x-1 border-b border-line print:hidden"
    >
      {tabs.map(({ id, title, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${id}-tab`}
          aria-controls={id}
          aria-selected={id === selected}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
          className={cx(
            'inline-flex items-baseline border-b-2 px-2.5 py-1.75 text-left -outline-offset-2!',
            id === selected
              ? 'border-accent font-semibold text-ink'
              : 'border-transparent text-ink-soft hover:border-line-strong hover:text-ink',
          )}
        >
          {title}
          {count !== undefined && <span className="ml-1.5 text-sm font-normal text-ink-faint">{count}</span>}
        </button>
      ))}
    </div>
  )
}

export function TabPanel({
  id,
  title,
  shown,
  onFound,
  children,
}: {
  id: string
  title: string
  shown: boolean
  /** The browser's find is about to show a match in it. */
  onFound: () => void
  children: ReactNode
}) {
  const panel = useRef<HTMLElement>(null)
  const found = useEffectEvent(onFound)
  useLayoutEffect(() => {
    // React knows `hidden` as yes or no only.
    if (!shown) panel.current?.setAttribute('hidden', 'until-found')
  }, [shown])
  useEffect(() => {
    const element = panel.current
    element?.addEventListener('beforematch', found)
    return () => element?.removeEventListener('beforematch', found)
  }, [])
  return (
    <section
      ref={panel}
      id={id}
      hidden={!shown}
      role="tabpanel"
      aria-labelledby={`${id}-tab`}
      className="min-w-0 print:has-[>div:empty]:hidden"
    >
      <h2 className="mt-4 hidden font-semibold print:block">{title}</h2>
      {/* A hidden panel keeps its own padding. */}
      <div className="pt-4">{children}</div>
    </section>
  )
}
