import { useState } from 'react'
import { type Include, includeNothing } from '#domain/share/include.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Menu } from '#web/ui/controls/menu.tsx'
import { CopiedLabel, CopyIcon, useCopy } from '#web/ui/copy/copy-button.tsx'
import { Icon } from '#web/ui/display/icon.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import type { Live } from '../live/use-live.ts'
import { useTellWhenDone } from '../live/use-tell-when-done.ts'
import { downloadPack } from '../share/pack.ts'
import { linkTo, type Subject, summaryIn } from '../share/share.ts'
import { CopyMenu } from './copy-menu.tsx'
import { MoreMenu } from './more-menu.tsx'
import { PinButton } from './pin-button.tsx'

/** What a support person takes away: the text for a ticket in one click, its other formats, the link, and the rest. */
export function Actions({ subject, live }: { subject: Subject; live: Live }) {
  const [include, setInclude] = useState<Include>(includeNothing)
  const ticket = useCopy()
  const link = useCopy()
  const id = useCopy()
  const copyForTicket = () => void ticket.copy('Ticket text', summaryIn('markdown', subject, include))
  const copyLink = () => void link.copy('Link', { text: linkTo(subject) })
  useTellWhenDone(subject, live)
  useShortcut('c', copyForTicket)
  useShortcut('l', copyLink)
  useShortcut('i', () => void id.copy('ID', { text: subject.id }))
  useShortcut('action print', () => print())
  useShortcut('action pack', () => downloadPack(subject, include))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, not buttons
    <div role="group" aria-label="Actions" className="flex flex-wrap gap-2 md:justify-end print:hidden">
      <span className="flex">
        <Button look="primary" onClick={copyForTicket} aria-keyshortcuts="c" className="rounded-r-none">
          <CopyIcon done={ticket.copied} className="max-sm:hidden" />
          <CopiedLabel copied={ticket.copied}>Copy for ticket</CopiedLabel>
        </Button>
        <Menu
          label="Other formats"
          look="primary"
          face={<Icon name="chevron" className="size-3.5 rotate-90" />}
          className="rounded-l-none border-l-page/35! px-2!"
        >
          {() => <CopyMenu subject={subject} include={include} onInclude={setInclude} />}
        </Menu>
      </span>
      <Button onClick={copyLink} aria-keyshortcuts="l">
        <CopyIcon done={link.copied} className="max-sm:hidden" />
        <CopiedLabel copied={link.copied}>Copy link</CopiedLabel>
      </Button>
      <PinButton subject={subject} />
      <Menu label="More actions" face={<Icon name="more" className="size-4" />} className="w-9 px-0! max-md:w-10">
        {close => <MoreMenu subject={subject} live={live} include={include} onDone={close} />}
      </Menu>
      {ticket.fallback}
      {link.fallback}
      {id.fallback}
    </div>
  )
}
