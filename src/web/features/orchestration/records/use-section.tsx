import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useDrawnAt } from '#web/ui/state/drawn-at.ts'

/** What stands below the fold, in the order of its tabs; the key is its place in the address too. */
export const sectionTitles = {
  'source-and-destination': 'Source and destination',
  metadata: 'Metadata',
  similar: 'Similar',
  'raw-json': 'Raw JSON',
  'how-we-know': 'How we know',
} as const

export type SectionName = keyof typeof sectionTitles

const first: SectionName = 'source-and-destination'

type Sections = { readonly selected: SectionName; readonly select: (section: SectionName) => void }

const SectionContext = createContext<Sections>({ selected: first, select: () => undefined })

const inAddress = (): SectionName =>
  Object.keys(sectionTitles).find((name): name is SectionName => name === globalThis.location?.hash.slice(1)) ?? first

/** Which section is shown; the address names it, so that a refresh finds it again. */
export function SectionsProvider({ children }: { children: ReactNode }) {
  const isDrawn = useDrawnAt() !== undefined
  const [chosen, setSelected] = useState(inAddress)
  // The server doesn't get this part of the address.
  const selected = isDrawn ? first : chosen
  const sections = useMemo(
    () => ({
      selected,
      select: (section: SectionName) => {
        setSelected(section)
        history.replaceState(history.state, '', section === first ? location.pathname + location.search : `#${section}`)
      },
    }),
    [selected],
  )
  return <SectionContext value={sections}>{children}</SectionContext>
}

export const useSections = (): Sections => use(SectionContext)

/** Shows a section and goes to its tab. */
export function useOpenSection(): (section: SectionName) => void {
  const { select } = useSections()
  return section => {
    flushSync(() => select(section))
    document.getElementById(`${section}-tab`)?.focus()
    document.getElementById(section)?.scrollIntoView({ block: 'nearest' })
  }
}

/** A link to a section, from anywhere on the page. */
export function SectionLink({ to, children }: { to: SectionName; children: string }) {
  const open = useOpenSection()
  return (
    <a
      href={`#${to}`}
      onClick={event => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        open(to)
      }}
      className="-my-1 inline-flex min-h-6 items-center print:hidden"
    >
      {children}
    </a>
  )
}
