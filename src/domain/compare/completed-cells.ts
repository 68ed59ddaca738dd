/** The cells of an orchestration that ended well: what was received, what it cost, and whether your system was told. */
import type { Facts } from '../orchestration/facts.ts'
import { legFacts, legNames } from '../orchestration/leg.ts'
import { feesText, isComplete, legAmount, legFee, moneyLine } from '../orchestration/money-line.ts'
import { railName } from '../orchestration/rails.ts'
import { orchestrationStatusLabel } from '../orchestration/status.ts'
import { findEvents, webhookGaps } from '../orchestration/timeline/event-times.ts'
import type { StepName } from '../orchestration/timeline/step.ts'
import { timeInFull } from '../orchestration/timeline/step-time-text.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { amountText, difference, readAmount } from '../text/money.ts'
import { type Cell, type StripReads, unreadCell } from './cell.ts'

/** "Received" only where a completed transfer says so: otherwise the status and its time are all there is. */
export function receivedCell(facts: Facts, reads: StripReads, isSuccess: boolean): Cell {
  const leg = legFacts(facts, 'destination')
  const amount = legAmount(leg)
  if (isSuccess && isComplete(leg) && amount) {
    const rail = railName(leg.endpoint)
    return {
      heading: 'Received',
      state: 'ready',
      lead: amount.text,
      text: rail && `(${rail})`,
      more: [whenOf(facts, 'destination')],
      link: 'destination',
    }
  }
  const heading = orchestrationStatusLabel(facts.orchestration.status)
  const text = whenOf(facts, 'ended')
  const read = reads.transfers.destination
  const unread = isSuccess && read.kind !== 'none' ? unreadCell(heading, read, reads, 'transfers') : undefined
  if (unread) return { ...unread, text, more: unread.text === undefined ? [] : [unread.text] }
  return { heading, state: 'ready', text, more: isSuccess ? ['No completed transfer says what was received.'] : [] }
}

/** "By 2026-04-20 12:34:10 UTC (last update)" */
function whenOf(facts: Facts, name: StepName): string {
  const when = buildTimeline(facts).find(step => step.name === name)?.when
  return capital(when ? timeInFull(when, { withDate: true }) : 'time not reported')
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What it cost, and the difference where both amounts are in the same unit. */
export function feesCell(facts: Facts, reads: StripReads): Cell {
  const heading = 'Fees and difference'
  const unread = legNames
    .map(name => reads.transfers[name])
    .filter(({ kind }) => kind !== 'none')
    .map(read => unreadCell(heading, read, reads, 'transfers'))
    .find(cell => cell !== undefined)
  if (unread) return unread
  const legs = legNames.map(name => legFacts(facts, name))
  const fees = feesText(moneyLine(facts))
  const isReported = legs.some(leg => legFee(leg) !== undefined)
  const [source, destination] = legs
  const unit = source?.transfer?.asset
  const result = difference(
    { raw: source?.transfer?.amount, asset: unit },
    { raw: destination?.transfer?.amount, asset: destination?.transfer?.asset },
  )
  return {
    heading,
    state: 'ready',
    text: fees === undefined ? (isReported ? 'No fee' : 'Fee not reported') : capital(fees),
    more: result === undefined ? [] : [`Difference (calculated): ${amountText(readAmount(result), unit)}`],
  }
}

/** Whether the webhook of the end arrived, as far as its event says. */
export function webhookCell(facts: Facts, reads: StripReads): Cell {
  const heading = 'Your system told?'
  const unread = unreadCell(heading, reads.events, reads, 'events')
  if (unread) return unread
  const gaps = webhookGaps(facts)
  if (gaps.length > 0)
    return { heading, state: 'ready', lead: 'No.', text: gaps[0], more: gaps.slice(1), link: 'events' }
  const { id, status } = facts.orchestration
  const [event] = findEvents(facts, id, meaning => meaning.status === status.known)
  const text =
    event?.undelivered_webhooks === undefined
      ? 'Unknown: no event found that says so.'
      : 'No undelivered webhooks reported.'
  return { heading, state: 'ready', text, link: 'events' }
}
