import { useState } from 'react'
import { isTerminal } from '#domain/orchestration/status.ts'
import type { Include } from '#domain/share/include.ts'
import { MenuCopyItem, MenuGroup, MenuItem } from '#web/ui/controls/menu.tsx'
import type { Live } from '../live/use-live.ts'
import { askToNotify, notificationsBlocked } from '../live/use-tell-when-done.ts'
import { downloadPack } from '../share/pack.ts'
import type { Subject } from '../share/share.ts'

/** What the buttons of the head have no room for. */
export function MoreMenu({
  subject,
  live,
  include,
  onDone,
}: {
  subject: Subject
  live: Live
  include: Include
  onDone: () => void
}) {
  const isDone = isTerminal(subject.facts.orchestration.status)
  // An offer that may have the focus does not vanish when the orchestration ends.
  const [wasOpen] = useState(!isDone)
  const then = (act: () => void) => () => {
    onDone()
    act()
  }
  return (
    <MenuGroup>
      <MenuCopyItem what="ID" content={() => ({ text: subject.id })} shortcut="i">
        Copy ID
      </MenuCopyItem>
      <MenuItem onClick={then(() => print())}>Print</MenuItem>
      <MenuItem onClick={then(() => downloadPack(subject, include))} hint="One file: facts, raw JSON, request IDs">
        Download escalation pack
      </MenuItem>
      {wasOpen && (
        <MenuItem
          pressed={live.watching}
          disabled={isDone || live.kind === 'paused'}
          onClick={() => {
            live.watch(!live.watching)
            if (!live.watching) void askToNotify()
          }}
          hint={isDone ? 'It has finished' : notifyHint(live)}
        >
          Notify me when it finishes
        </MenuItem>
      )}
    </MenuGroup>
  )
}

function notifyHint({ kind, watching }: Live): string {
  if (kind === 'paused') return 'Live updates are paused'
  if (notificationsBlocked()) return 'Notifications are blocked. Watch the tab’s title.'
  return watching ? 'On: keep this tab open' : 'Works while this tab is in the background'
}
