/** "Your system may not know": events whose webhooks did not arrive. */

import type { Facts } from '../facts.ts'
import { isEventOf } from './event-times.ts'

/** One sentence for each event of this orchestration with undelivered webhooks. */
export const webhookGaps = (facts: Facts): readonly string[] =>
  (facts.events?.found ?? []).flatMap(event => {
    const count = event.undelivered_webhooks ?? 0
    if (count <= 0 || !isEventOf(facts, event)) return []
    const word = event.type?.replace(/^orchestration\./, '') ?? 'unnamed'
    return [`Your system may not know: the ${word} webhook is undelivered ×${count}.`]
  })
