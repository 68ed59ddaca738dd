import { useId, useRef, useState } from 'react'
import type { Include } from '#domain/share/include.ts'
import { Button } from '#web/ui/button.tsx'
import type { Copyable } from '#web/ui/clipboard.ts'
import { CopiedLabel, CopyIcon, useCopy } from '#web/ui/copy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { useShortcut } from '#web/ui/shortcuts.ts'
import type { Live } from '../live/use-live.ts'
import { MoreMenu } from '../share/more-menu.tsx'
import { linkTo, type Subject, summaryIn } from '../share/share.ts'
import { PinButton } from './pin-button.tsx'

/** What a support person takes away: the summary for a ticket, the link, and behind "More" everything else. */
export function Actions({ subject, live }: { subject: Subject; live: Live }) {
  const [include, setInclude] = useState<Include>({ addresses: false, metadata: false })
  const [opened, setOpened] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const menuId = useId()
  const summary = useCopy()
  const link = useCopy()
  const more = useCopy()
  const copySummary = () => void summary.copy('Summary', summaryIn('markdown', subject, include))
  const copyLink = () => void link.copy('Link', { text: linkTo(subject) })
  const copyFromMenu = (what: string, content: Copyable) => {
    menu.current?.hidePopover()
    void more.copy(what, content)
  }
  useShortcut('c', copySummary)
  useShortcut('l', copyLink)
  useShortcut('i', () => copyFromMenu('ID', { text: subject.id }))
  return (
    <div className="flex flex-wrap gap-2 max-sm:gap-1.5 print:hidden">
      <Button look="primary" onClick={copySummary}>
        <CopyIcon done={summary.copied} className="max-sm:hidden" />
        <CopiedLabel copied={summary.copied}>Copy summary</CopiedLabel>
      </Button>
      <Button onClick={copyLink}>
        <CopyIcon done={link.copied} className="max-sm:hidden" />
        <CopiedLabel copied={link.copied}>Copy link</CopiedLabel>
      </Button>
      <div className="relative">
        <Button popoverTarget={menuId}>
          <CopiedLabel copied={more.copied}>More</CopiedLabel>
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
            <MoreMenu
              subject={subject}
              live={live}
              include={include}
              onInclude={setInclude}
              onCopy={copyFromMenu}
              onDone={() => menu.current?.hidePopover()}
            />
          )}
        </div>
      </div>
      {summary.fallback}
      {link.fallback}
      {more.fallback}
      <PinButton subject={subject} />
    </div>
  )
}
