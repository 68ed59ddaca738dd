/** "Copy summary": the payment in six lines, for a ticket or a chat. The formats are in `summary-formats.ts`. */
import { disagreements } from '../orchestration/disagreement.ts'
import type { Facts } from '../orchestration/facts.ts'
import { failReason, placeFailure } from '../orchestration/failure.ts'
import { legFacts, legNames } from '../orchestration/leg.ts'
import type { Step } from '../orchestration/timeline/step.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { type Instant, readInstant } from '../text/instant.ts'
import { type Amount, readAmount } from '../text/money.ts'
import { utcDateTime } from '../text/time-text.ts'
import { addressRows, type Include, includeNothing, metadataRows, type Row, withoutAddresses } from './include.ts'
import { writeSeen } from './seen.ts'

/**
 * A piece of a line: `own` words of this product, `theirs` text from Paxos or a customer (to be escaped), `code` an
 * identifier of theirs, `link` an address.
 */
export type Piece =
  | { readonly own: string }
  | { readonly theirs: string }
  | { readonly code: string }
  | { readonly link: string }
export type Line = readonly Piece[]

export type Summary = {
  /** "[PRODUCTION] FAILED at destination transfer" */
  readonly headline: Line
  /** "100 USDC → USDG"; empty when Paxos reports neither amount nor asset. */
  readonly money: Line
  readonly lines: readonly Line[]
  /** For the customer: no ids, no reasons. */
  readonly customer: {
    readonly amount: string | undefined
    readonly started: Instant | undefined
    readonly isComplete: boolean
  }
}

export type SummaryContext = {
  readonly environment: string
  /** The page's address, without `seen`. */
  readonly url: string
  readonly checkedAt: Instant
  /** What was ticked; nothing when left out. */
  readonly include?: Include | undefined
}

/** Gathers the summary. Never throws; what Paxos did not report is left out or named as not reported. */
export function summaryOf(
  facts: Facts,
  { environment, url, checkedAt, include = includeNothing }: SummaryContext,
): Summary {
  const { orchestration } = facts
  const { id, ref_id, status, updated_at, created_at } = orchestration
  const created = readInstant(created_at)
  const seen = writeSeen(status, readInstant(updated_at))
  const steps = buildTimeline(facts)
  const reason = failReason(orchestration)
  const isDisputed = disagreements(facts).length > 0
  return {
    headline: [{ own: `[${environment.toUpperCase()}] ` }, ...statusPieces(facts)],
    money: moneyPieces(facts),
    lines: [
      [
        { own: 'Orchestration: ' },
        id === undefined ? { own: 'no ID' } : { code: id },
        ...(ref_id === undefined ? [] : [{ own: ' · ref ' }, { code: ref_id }]),
        { own: ' · rule: ' },
        rulePiece(facts),
      ],
      ...legNames.map(name => legLine(facts, name, steps)),
      [
        ...(reason === undefined
          ? []
          : [...reasonPieces(reason.quote && withoutAddresses(reason.quote, facts, include)), { own: ' · ' }]),
        { own: `created ${created ? utcDateTime(created) : 'at a time not reported'} · ` },
        { own: `checked ${utcDateTime(checkedAt)}` },
      ],
      ...rowLines(include.addresses ? addressRows(facts) : []),
      ...rowLines(include.metadata ? metadataRows(facts) : []),
      [{ link: seen === undefined ? url : withParameter(url, `seen=${seen}`) }],
    ],
    customer: {
      amount: customerAmount(readAmount(orchestration.source_amount), orchestration.source_asset),
      started: created,
      isComplete: status.known === 'COMPLETED' && !isDisputed,
    },
  }
}

function statusPieces(facts: Facts): Line {
  const { known, raw } = facts.orchestration.status
  if (known === undefined)
    return raw === undefined ? [{ own: 'No status' }] : [{ theirs: raw }, { own: ' (unrecognised)' }]
  if (disagreements(facts).length > 0) return [{ own: `${known} (Paxos's records disagree)` }]
  if (known === 'PENDING') return [{ own: 'PENDING (awaiting approval)' }]
  const words =
    known === 'FAILED' || known === 'REJECTED' ? placeFailure(facts)?.words.replaceAll('the ', '') : undefined
  return [{ own: words ? `${known} ${words}` : known }]
}

function moneyPieces({ orchestration }: Facts): Line {
  const { source_asset, destination_asset } = orchestration
  const amount = readAmount(orchestration.source_amount)
  const from = [amount.kind === 'amount' ? amount.grouped : undefined, source_asset].filter(word => word !== undefined)
  const pieces: Piece[] = from.length > 0 ? [{ theirs: from.join(' ') }] : []
  if (destination_asset === undefined) return pieces
  return [...pieces, { own: from.length > 0 ? ' → ' : '→ ' }, { theirs: destination_asset }]
}

function rulePiece({ orchestration, rule }: Facts): Piece {
  const id = orchestration.orchestration_rule_id
  if (id === undefined) return { own: 'ad hoc' }
  const nickname = rule?.id === id ? rule.nickname : undefined
  return nickname === undefined ? { code: id } : { theirs: nickname }
}

const rowLines = (rows: readonly Row[]): readonly Line[] =>
  rows.map(({ term, value }) => [{ theirs: term }, { own: ': ' }, { code: value }])

const reasonPieces = (quote: string | undefined): Line =>
  quote === undefined
    ? [{ own: 'Paxos gave no reason' }]
    : [{ own: `Paxos's reason: "` }, { theirs: quote }, { own: '"' }]

function legLine(facts: Facts, name: (typeof legNames)[number], steps: readonly Step[]): Line {
  const leg = legFacts(facts, name)
  const step = steps.find(one => one.name === name)
  const title: Piece = { own: name === 'source' ? 'Source: ' : 'Destination: ' }
  const id: Line = leg.transferId === undefined ? [] : [{ own: ' · ' }, { code: leg.transferId }]
  if (step?.state === 'not-reported' || step?.state === 'not-reached')
    return [title, { own: step.label.toLowerCase() }, ...id]
  if (leg.progress === 'unclear') {
    const { raw } = leg.status
    return [
      title,
      ...(raw === undefined ? [{ own: 'no status' }] : [{ theirs: raw }, { own: ' (unrecognised)' }]),
      ...id,
    ]
  }
  return [title, { own: `${leg.progress}${legTimeText(leg.progress, step)}` }, ...id]
}

/** " by 2026-04-20 12:31:10 UTC": when a leg ended, as sure as the timeline is of it. */
function legTimeText(progress: string, step: Step | undefined): string {
  if (progress === 'PENDING') return ' (planned)'
  if (progress !== 'COMPLETED' && progress !== 'FAILED') {
    const recorded = step?.times.find(time => time.certainty === 'reported')
    return recorded ? `, recorded ${utcDateTime(recorded.at)}` : ''
  }
  for (const time of step?.times ?? []) {
    if (time.certainty === 'event') return ` ${utcDateTime(time.at)} (event)`
    if (time.certainty === 'no-later-than') return ` by ${utcDateTime(time.at)}`
    if (time.certainty === 'observed')
      return ` (seen to change ${utcDateTime(time.after)} – ${utcDateTime(time.before)})`
  }
  return ' (time not reported)'
}

/** Adds a parameter to an address that may have some, and may have a fragment. */
function withParameter(url: string, parameter: string): string {
  const [address = '', ...fragment] = url.split('#')
  const joined = `${address}${address.includes('?') ? '&' : '?'}${parameter}`
  return fragment.length > 0 ? `${joined}#${fragment.join('#')}` : joined
}

const customerAmount = (amount: Amount, asset: string | undefined): string | undefined =>
  amount.kind === 'amount' && asset !== undefined ? `${amount.grouped} ${asset}` : undefined
