import { Suspense, useId, useRef, useState } from 'react'
import type { Include } from '#domain/share/include.ts'
import { Button } from '#web/ui/button.tsx'
import type { Copyable } from '#web/ui/clipboard.ts'
import { CopiedLabel, CopyAction, useCopy } from '#web/ui/copy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { askFor, lazyPart } from '#web/ui/on-demand.tsx'
import { useShortcut } from '#web/ui/shortcuts.ts'
import type { Live } from '../live/use-live.ts'
import type { Subject } from '../share/share.ts'
import { useIdle } from '../use-idle.ts'

const load = () => import('../share/extras.tsx')
const MoreMenu = lazyPart(() => load().then(({ MoreMenu }) => MoreMenu))
const Waiting = lazyPart(() => load().then(({ Waiting }) => Waiting))

const clickShortcut = (name: string) =>
  document.querySelector<HTMLButtonElement>(`[data-action="${name}"] button`)?.click()

/** What a support person takes away: the summary for a ticket, the link, and behind "More" everything else. */
export function Actions({ subject, live }: { subject: Subject; live: Live }) {
  const [include, setInclude] = useState<Include>({ addresses: false, metadata: false })
  const [opened, setOpened] = useState(false)
  // While the server can still be reached, and so that a click finds it there.
  const idle = useIdle()
  const menu = useRef<HTMLDivElement>(null)
  const menuId = useId()
  const { copied, copy, fallback } = useCopy()
  const copyFromMenu = (what: string, content: Copyable) => {
    menu.current?.hidePopover()
    void copy(what, content)
  }
  useShortcut('c', () => clickShortcut('summary'))
  useShortcut('l', () => clickShortcut('link'))
  useShortcut('i', () => copyFromMenu('ID', { text: subject.id }))
  return (
    <div className="flex flex-wrap gap-2 max-sm:gap-1.5 print:hidden">
      <span data-action="summary">
        <CopyAction
          what="Summary"
          primary
          content={() => askFor(load).then(({ summaryIn }) => summaryIn('markdown', subject, include))}
        >
          Copy summary
        </CopyAction>
      </span>
      <span data-action="link">
        <CopyAction what="Link" content={() => askFor(load).then(({ linkTo }) => ({ text: linkTo(subject) }))}>
          Copy link
        </CopyAction>
      </span>
      <div className="relative">
        <Button popoverTarget={menuId}>
          <CopiedLabel copied={copied}>More</CopiedLabel>
          <Icon name="chevron" className="size-3.5 rotate-90 max-sm:hidden" />
        </Button>
        <div
          ref={menu}
          id={menuId}
          popover="auto"
          role="dialog"
          aria-label="More actions"
          onBeforeToggle={() => setOpened(true)}
          className="menu rounded-xl border border-line bg-card text-ink shadow-float"
        >
          {opened && (
            <Suspense fallback={<p className="p-4 text-ink-faint">Loading…</p>}>
              <MoreMenu
                subject={subject}
                live={live}
                include={include}
                onInclude={setInclude}
                onCopy={copyFromMenu}
                onDone={() => menu.current?.hidePopover()}
              />
            </Suspense>
          )}
        </div>
      </div>
      {fallback}
      <span className="min-w-9">
        <Suspense>{(idle || opened) && <Waiting subject={subject} live={live} />}</Suspense>
      </span>
    </div>
  )
}
