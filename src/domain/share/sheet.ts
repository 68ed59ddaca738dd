/** One page about a payment, for paper and for the escalation pack: everything that is known, in words that need no screen. */
import type { OrchestrationStatus } from '#paxos/enums.ts'
import { environmentLabel } from '../config/environment-text.ts'
import { disagreementHeading, disagreements } from '../orchestration/disagreement.ts'
import type { Facts } from '../orchestration/facts.ts'
import { failReason } from '../orchestration/failure.ts'
import { nextStep } from '../orchestration/next-step.ts'
import { orchestrationStatusLabel } from '../orchestration/status.ts'
import type { Step } from '../orchestration/timeline/step.ts'
import { stepTimeText } from '../orchestration/timeline/step-time-text.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { readVerdict } from '../orchestration/verdict.ts'
import type { Instant } from '../text/instant.ts'
import { amountText, readAmount } from '../text/money.ts'
import { utcPrecise } from '../text/time-text.ts'
import { addressRows, type Include, metadataRows, type Row, withoutAddresses } from './include.ts'
import { exactTime, legRows } from './sheet-leg.ts'

export type SheetStep = Pick<Step, 'title' | 'inferred' | 'transferId' | 'notes'> & {
  /** "Completed", "Done (inferred)" */
  readonly state: string
  readonly isFailure: boolean
  /** "Recorded 2026-04-20 12:30:01 UTC · ≤ 4 min 9 s" */
  readonly times: string
}

export type Sheet = {
  readonly environment: string
  readonly status: string
  /** The status word where it is a known one. */
  readonly word: OrchestrationStatus | undefined
  readonly verdict: string
  /** "100 USDC → USDG" */
  readonly money: string
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
  'Recorded, and times marked (event): reported by Paxos. By: no later than. Between, and whatever is marked (inferred): this product’s conclusion. Seen to change: between two reads of this page. All times UTC.'

/** Gathers the sheet. Never throws; what Paxos did not report is named as not reported or left out. */
export function sheetOf(facts: Facts, { environment, url, checkedAt, include }: SheetContext): Sheet {
  const { orchestration } = facts
  const { sentence } = readVerdict(facts)
  const reason = failReason(orchestration)
  const own = (text: string) => withoutAddresses(text, facts, include)
  const ruleId = orchestration.orchestration_rule_id
  return {
    environment: environmentLabel(environment),
    status: orchestrationStatusLabel(orchestration.status),
    word: orchestration.status.known,
    verdict: own(sentence),
    money: `${amountText(readAmount(orchestration.source_amount), orchestration.source_asset)} → ${orchestration.destination_asset ?? 'asset not reported'}`,
    origin: ruleId === undefined ? 'Ad hoc: no rule' : `By rule ${ruleName(facts, ruleId)}`,
    checked: utcPrecise(checkedAt),
    url,
    reason: reason && { quote: reason.quote === undefined ? undefined : own(reason.quote) },
    notes: notesOf(facts).map(own),
    steps: buildTimeline(facts).map(step => ({ ...sheetStep(step), notes: step.notes.map(own) })),
    sections: [
      { title: 'Source', rows: legRows(facts, 'source') },
      { title: 'Destination', rows: legRows(facts, 'destination') },
      { title: 'Identifiers and times', rows: identifierRows(facts) },
      { title: 'Addresses', rows: include.addresses ? addressRows(facts) : [] },
      { title: 'Metadata', rows: include.metadata ? metadataRows(facts) : [] },
    ].filter(({ rows }) => rows.length > 0),
  }
}

const ruleName = ({ rule }: Facts, id: string) =>
  rule?.id === id && rule.nickname !== undefined ? `${rule.nickname} (${id})` : id

function notesOf(facts: Facts): readonly string[] {
  const move = nextStep(facts)
  return [
    ...disagreements(facts).map(({ sentence }) => `${disagreementHeading}. ${sentence}`),
    ...(move ? [`Whose move: ${move.who}. ${move.why}`] : []),
    ...readVerdict(facts).detail,
  ]
}

const sheetStep = (step: Step): SheetStep => ({
  title: step.title,
  state: step.label,
  inferred: step.inferred,
  isFailure: step.failure !== undefined,
  transferId: step.transferId,
  notes: step.notes,
  times: [
    ...step.times.map(time => stepTimeText(time, { withDate: true })),
    ...(step.duration === undefined ? [] : [step.duration]),
  ].join(' · '),
})

function identifierRows({ orchestration }: Facts): readonly Row[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Orchestration', orchestration.id],
    ['Reference', orchestration.ref_id],
    ['Profile', orchestration.profile_id],
    ['Customer', orchestration.customer_id],
    ['Identity', orchestration.identity_id],
    ['Account', orchestration.account_id],
    ['Created', exactTime(orchestration.created_at)],
    ['Last update', exactTime(orchestration.updated_at)],
  ]
  return rows.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
}
