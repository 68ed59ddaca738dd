/** Everything of the detail page that nobody needs in its first second, as one file to load. */

import { useShortcut } from '#web/ui/shortcuts.ts'
import { PinButton } from '../head/pin-button.tsx'
import { TellWhenDone } from '../live/tell-when-done.tsx'
import type { Live } from '../live/use-live.ts'
import { Printed } from './print-sheet.tsx'
import type { Subject } from './share.ts'

export { MoreMenu } from './more-menu.tsx'
export { linkTo, summaryIn } from './share.ts'

/** Opens the raw records and goes there; again, and they are folded. */
function toggleRawJson(): void {
  const details = document.getElementById('raw-json')?.closest('details')
  if (!details) return
  details.open = !details.open
  details.querySelector('summary')?.focus()
}

/** What comes last: the pin, and unseen what waits for printing, for a key and for the end when the reader asked to be told of it. */
export function Waiting({ subject, live }: { subject: Subject; live: Live }) {
  useShortcut('v', toggleRawJson)
  return (
    <>
      <PinButton subject={subject} />
      <Printed subject={subject} />
      {live.watching && <TellWhenDone subject={subject} live={live} />}
    </>
  )
}
