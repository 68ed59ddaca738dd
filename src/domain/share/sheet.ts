/** One page about an orchestration, for paper and for the escalation pack: everything that is known, in words that need no screen. */
import { environmentLabel } from '../config/environment-text.ts'
import { disagreementHeading, disagreements } from '../orchestration/disagreement.ts'
import type { Facts, LegName } from '../orchestration/facts.ts'
import { failReason } from '../orchestration/failure.ts'
import { reportedBy, reportedLabel } from '../orchestration/holds.ts'
import { legFacts, transferTypeText } from '../orchestration/leg.ts'
import { legFee, moneyLine, moneyLineText } from '../orchestration/money-line.ts'
import { nextStep } from '../orchestration/next-step.ts'
import { endpointFields, railText } from '../orchestration/rails.ts'
import { legStatusLabel, statusMeaning, type Tone, transferStatusLabel } from '../orchestration/status.ts'
import { webhookGaps } from '../orchestration/timeline/event-times.ts'
import { originLabel } from '../orchestration/timeline/outer-steps.ts'
import type { Step } from '../orchestration/timeline/step.ts'
import { noteInFull, timeInFull } from '../orchestration/timeline/step-time-text.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { onHoldLabel, readVerdict } from '../orchestration/verdict.ts'
import { type Instant, readInstant } from '../text/instant.ts'
import { amountText, readAmount } from '../text/money.ts'
import { utcPrecise } from '../text/time-text.ts'
import { addressRows, type Include, metadataRows, type Row, withoutAddresses } from './include.ts'

export type SheetStep = Pick<Step, 'title' | 'inferred' | 'transferId' | 'amount'> & {
  /** "Completed", "Likely done" */
  readonly status: string
  readonly isFailure: boolean
  /** "2026-04-20 12:30:01 UTC, recorded by Paxos · ≤ 4 min 9 s" */
  readonly times: string
  readonly notes: readonly string[]
}

export type Sheet = {
  readonly environment: string
  readonly status: string
  readonly tone: Tone
  /** "On hold" where a transfer record reports a hold. */
  readonly hold: string | undefined
  readonly verdict: string
  /** "2,500.00 USD in → 2,499.85 USDC out · fee 0.15 USDC" */
  readonly money: string
  /** "Rule: PYUSD payouts (86d3929f-…)", "No rule" */
  readonly origin: string
  /** When Paxos was asked for what stands here. */
  readonly checked: string
  readonly url: string
  /** Paxos's reason, or that it gave none; undefined where nothing failed. */
  readonly reason: { readonly quote: string | undefined } | undefined
  readonly notes: readonly string[]
  readonly steps: readonly SheetStep[]
  /** Titled lists, the empty ones left out. */
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[]
}

export type SheetContext = {
  readonly environment: string
  readonly url: string
  readonly checkedAt: Instant
  readonly include: Include
}

/** How to read the sheet's times. */
export const sheetLegend =
  '“Recorded by Paxos” and “from an event” are exact. “by”: at the latest. “(inferred)” and “likely”: concluded by this product. “seen to change”: between two reads of this page. All times UTC.'

/** Gathers the sheet. Never throws; what Paxos did not report is named as not reported or left out. */
export function sheetOf(facts: Facts, { environment, url, checkedAt, include }: SheetContext): Sheet {
  const { orchestration } = facts
  const { heading, isOnHold } = readVerdict(facts)
  const { label, tone } = statusMeaning(orchestration.status)
  const reason = failReason(orchestration)
  const own = (text: string) => withoutAddresses(text, facts, include)
  return {
    environment: environmentLabel(environment),
    status: label,
    tone,
    hold: isOnHold ? onHoldLabel : undefined,
    verdict: own(heading),
    money: moneyLineText(moneyLine(facts)),
    origin: originOf(facts),
    checked: utcPrecise(checkedAt),
    url,
    reason: reason && { quote: reason.quote === undefined ? undefined : own(reason.quote) },
    notes: notesOf(facts).map(own),
    steps: buildTimeline(facts).map(sheetStep),
    sections: [
      { title: 'Source', rows: legRows(facts, 'source') },
      { title: 'Destination', rows: legRows(facts, 'destination') },
      { title: 'Identifiers and times', rows: identifierRows(facts) },
      { title: 'Addresses', rows: include.addresses ? addressRows(facts) : [] },
      { title: 'Metadata', rows: include.metadata ? metadataRows(facts) : [] },
    ].filter(({ rows }) => rows.length > 0),
  }
}

/** With the id behind a rule's name, which stands nowhere else on the sheet. */
function originOf(facts: Facts): string {
  const id = facts.orchestration.orchestration_rule_id
  const label = originLabel(facts)
  return id === undefined || label.endsWith(id) ? label : `${label} (${id})`
}

function notesOf(facts: Facts): readonly string[] {
  const step = nextStep(facts)
  const ask = step && [
    `Who needs to act: ${step.who}`,
    ...step.why,
    ...(step.quote ? [`Paxos says: "${step.quote}"`] : []),
  ]
  return [
    ...disagreements(facts).map(({ sentence }) => `${disagreementHeading}. ${sentence}`),
    ...(ask ? [ask.map(text => (text.endsWith('.') || text.endsWith('"') ? text : `${text}.`)).join(' ')] : []),
    ...webhookGaps(facts),
  ]
}

const sheetStep = (step: Step): SheetStep => ({
  title: step.title,
  status: step.label,
  inferred: step.inferred,
  isFailure: step.failure !== undefined,
  transferId: step.transferId,
  amount: step.amount,
  notes: step.notes.map(noteInFull),
  times: [...step.times.map(time => timeInFull(time, { withDate: true })), ...(step.took ? [step.took.text] : [])].join(
    ' · ',
  ),
})

/** The rows of a leg, the empty ones left out. Addresses stand elsewhere. */
function legRows(facts: Facts, name: LegName): readonly Row[] {
  const leg = legFacts(facts, name)
  const { endpoint, transfer, transferId } = leg
  const money = (text: string | undefined) =>
    text === undefined ? undefined : amountText(readAmount(text), transfer?.asset)
  const ids = endpointFields(endpoint).filter(({ isSensitive, name }) => !isSensitive && name !== 'network')
  return given([
    ['Rail', railText(endpoint)],
    ...ids.map(({ term, value }) => [term, value] as const),
    ['Status', leg.leg ? legStatusLabel(leg.status) : 'Not reported'],
    ['Transfer', transferId],
    ['Record says', transfer?.status.raw === undefined ? undefined : transferStatusLabel(transfer.status)],
    ...(transfer ? reportedBy(transfer) : []).map(row => ['Reported', `${reportedLabel(row)} (${row.raw})`] as const),
    ['Type', transferTypeText(transfer?.type)],
    ['Amount', money(transfer?.amount)],
    ['Fee', legFee(leg)?.text],
    ['Total', money(transfer?.total)],
    ['Transaction hash', transfer?.crypto_tx_hash],
    ['Record created', exactTime(transfer?.created_at)],
    ['Record updated', exactTime(transfer?.updated_at)],
  ])
}

function identifierRows({ orchestration }: Facts): readonly Row[] {
  return given([
    ['Orchestration', orchestration.id],
    ['Reference', orchestration.ref_id],
    ['Profile', orchestration.profile_id],
    ['Identity', orchestration.identity_id],
    ['Account', orchestration.account_id],
    ['Paxos customer (your company)', orchestration.customer_id],
    ['Created', exactTime(orchestration.created_at)],
    ['Last update', exactTime(orchestration.updated_at)],
  ])
}

const given = (rows: readonly (readonly [term: string, value: string | undefined])[]): readonly Row[] =>
  rows.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))

/** With every digit that Paxos sent; text that isn't a time stays unchanged and is named so. */
function exactTime(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = readInstant(text)
  return at ? utcPrecise(at) : `${text} (not a time)`
}
