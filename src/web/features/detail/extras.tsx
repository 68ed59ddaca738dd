/** Everything of the detail page that nobody needs in its first second, as one file to load. */

import { Printed } from './print-sheet.tsx'
import type { Subject } from './share.ts'
import { TellWhenDone } from './tell-when-done.tsx'
import type { Live } from './use-live.ts'

export { MoreMenu } from './more-menu.tsx'
export { linkTo, summaryIn } from './share.ts'

/** What waits unseen: for printing, and for the end when the reader asked to be told of it. */
export const Waiting = ({ subject, live }: { subject: Subject; live: Live }) => (
  <>
    <Printed subject={subject} />
    {live.watching && <TellWhenDone subject={subject} live={live} />}
  </>
)
