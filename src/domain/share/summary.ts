/** "Copy for ticket": what a ticket asks, in a few lines. The formats are in `summary-formats.ts`. */
import { disagreements } from '../orchestration/disagreement.ts'
import type { Facts, LegName } from '../orchestration/facts.ts'
import { failReason } from '../orchestration/failure.ts'
import { legFacts, legNames } from '../orchestration/leg.ts'
import { type MoneyLine, moneyLine, statedText } from '../orchestration/money-line.ts'
import { mayNameSomeone, nextStep, nobodyAsked } from '../orchestration/next-step.ts'
import { networkName, railName } from '../orchestration/rails.ts'
import { statusMeaning } from '../orchestration/status.ts'
import type { Step, StepTime } from '../orchestration/timeline/step.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { readVerdict } from '../orchestration/verdict.ts'
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
  /** "[PRODUCTION] Failed at the destination transfer" */
  readonly headline: Line
  /** "100 USDC → 99.85 USDG (fee 0.15), not completed" */
  readonly money: Line
  readonly lines: readonly Line[]
  /** For the customer: what a reply may say. */
  readonly customer: {
    readonly amount: string | undefined
    readonly started: Instant | undefined
    readonly isComplete: boolean
    readonly status: string | undefined
    readonly id: string | undefined
    readonly reference: string | undefined
    /** As Paxos gave it. */
    readonly reason: string | undefined
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
  const { status, updated_at, created_at, source_amount, source_asset } = facts.orchestration
  const created = readInstant(created_at)
  const seen = writeSeen(status, readInstant(updated_at))
  const steps = buildTimeline(facts)
  const contradictions = disagreements(facts)
  const asked = askLine(facts, include)
  return {
    headline: [{ own: `[${environment.toUpperCase()}] ` }, { theirs: readVerdict(facts).heading }],
    money: moneyPieces(facts),
    lines: [
      idLine(facts),
      ...contradictions.map(({ sentence }): Line => [{ theirs: sentence }]),
      ...(asked.length > 0 ? [asked] : []),
      ...legNames.map(name => legLine(facts, name, steps)),
      [
        { own: created ? `Created ${utcDateTime(created)}` : 'Creation time not reported' },
        { own: ` · checked ${utcDateTime(checkedAt)}` },
      ],
      ...rowLines(include.addresses ? addressRows(facts) : []),
      ...rowLines(include.metadata ? metadataRows(facts) : []),
      [{ link: seen === undefined ? url : withParameter(url, `seen=${seen}`) }],
    ],
    customer: {
      amount: customerAmount(readAmount(source_amount), source_asset),
      started: created,
      isComplete: statusMeaning(status).isSuccess && contradictions.length === 0,
      // Paxos's records disagree: no text of one status fits.
      status: contradictions.length === 0 ? status?.raw : undefined,
      id: facts.orchestration.id,
      reference: facts.orchestration.ref_id,
      reason: failReason(facts.orchestration)?.quote,
    },
  }
}

/** Pieces with a separator between them; an empty piece is left out. */
const separated = (parts: readonly Line[]): Line =>
  parts.filter(part => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{ own: ' · ' }, ...part]))

function moneyPieces(facts: Facts): Line {
  const line = moneyLine(facts)
  const { source, destination } = line
  const fees = feesIn(line)
  const stated = statedText(line)
  return [
    { theirs: source.text },
    { own: ' → ' },
    { theirs: destination.text },
    ...(fees === '' ? [] : [{ own: ' (' }, { theirs: fees }, { own: ')' }]),
    ...(stated === undefined ? [] : [{ own: ', ' }, { theirs: stated }]),
    ...([source, destination].some(side => side.isOfTransfer && !side.isComplete) ? [{ own: ', not completed' }] : []),
  ]
}

/** "fee 0.15": without its asset where that stands right in front of it. */
function feesIn({ destination, fees }: MoneyLine): string {
  const unit = ` ${destination.text.split(' ').at(-1)}`
  const texts = fees.map(({ text }) =>
    destination.isOfTransfer && text.endsWith(unit) ? text.slice(0, -unit.length) : text,
  )
  return texts.length === 0 ? '' : `fee${texts.length === 1 ? '' : 's'} ${texts.join(' + ')}`
}

function idLine({ orchestration, rule }: Facts): Line {
  const { id, ref_id, orchestration_rule_id: ruleId, says_no_rule } = orchestration
  const nickname = rule?.id === ruleId ? rule?.nickname : undefined
  const rulePieces: Line =
    ruleId === undefined
      ? [{ own: says_no_rule ? 'no rule' : 'rule not reported' }]
      : [{ own: 'rule ' }, nickname === undefined ? { code: ruleId } : { theirs: nickname }]
  return separated([
    [{ own: 'Orchestration: ' }, id === undefined ? { own: 'no ID' } : { code: id }],
    ref_id === undefined ? [] : [{ own: 'ref ' }, { code: ref_id }],
    rulePieces,
  ])
}

/** Paxos's reason and who acts; empty where there is neither. */
function askLine(facts: Facts, include: Include): Line {
  const reason = failReason(facts.orchestration)
  const plain = (text: string) => withoutAddresses(text, facts, include)
  const who = whoPieces(facts, plain)
  const line = separated([
    reason ? reasonPieces(reason.quote === undefined ? undefined : plain(reason.quote)) : [],
    who,
  ])
  const [first, ...rest] = line
  // Without a reason in front of it, who acts begins the line.
  return first && 'own' in first
    ? [{ own: `${first.own.charAt(0).toUpperCase()}${first.own.slice(1)}` }, ...rest]
    : line
}

function whoPieces(facts: Facts, plain: (text: string) => string): Line {
  const step = nextStep(facts)
  if (!step) return []
  if (step.basis !== 'reported' && mayNameSomeone(facts))
    return [{ own: "who acts: unknown, as the transfer details aren't loaded" }]
  const who = step.who === nobodyAsked ? 'nobody has been asked' : step.who.replace(/\.$/, '')
  return [
    { own: 'who acts: ' },
    { theirs: plain(who.startsWith('Paxos') ? who : `${who.charAt(0).toLowerCase()}${who.slice(1)}`) },
    ...(step.quote === undefined ? [] : quotePieces(' · Paxos says', plain(step.quote))),
  ]
}

const reasonPieces = (quote: string | undefined): Line =>
  quote === undefined ? [{ own: 'Paxos gave no reason' }] : quotePieces("Paxos's reason", quote)

const quotePieces = (what: string, quote: string): Line => [{ own: `${what}: "` }, { theirs: quote }, { own: '"' }]

const rowLines = (rows: readonly Row[]): readonly Line[] =>
  rows.map(({ term, value }) => [{ theirs: term }, { own: ': ' }, { code: value }])

/** "Source transfer: Completed by 2026-04-20 12:31:10 UTC · 100 USDC · Ethereum · `35e3…` · tx `0xf4…`" */
function legLine(facts: Facts, name: LegName, steps: readonly Step[]): Line {
  const { transfer, transferId, endpoint } = legFacts(facts, name)
  const step = steps.find(one => one.name === name)
  const network = transfer?.crypto_network === undefined ? railName(endpoint) : networkName(transfer.crypto_network)
  const piece = (theirs: string | undefined): Line => (theirs === undefined ? [] : [{ theirs }])
  return separated([
    [
      { own: `${step?.title}: ` },
      { theirs: `${step?.label}${legTimeText(step?.when, step?.state === 'underway' || step?.state === 'held')}` },
    ],
    piece(step?.amount),
    piece(network),
    transferId === undefined ? [] : [{ code: transferId }],
    transfer?.crypto_tx_hash === undefined ? [] : [{ own: 'tx ' }, { code: transfer.crypto_tx_hash }],
  ])
}

/** " by 2026-04-20 12:31:10 UTC": when a leg ended or began, as sure as the timeline is of it. */
function legTimeText(time: StepTime | undefined, isRunning: boolean): string {
  switch (time?.certainty) {
    case 'event':
      return ` ${utcDateTime(time.at)} (exact)`
    case 'no-later-than':
      return ` by ${utcDateTime(time.at)}`
    case 'reported':
      return `${isRunning ? ' since' : ', recorded'} ${utcDateTime(time.at)}`
    case 'observed':
      return `, seen to change between ${utcDateTime(time.after).replace(' UTC', '')} and ${utcDateTime(time.before)}`
    case 'unknown':
      return ', time not reported'
    default:
      return ''
  }
}

/** Adds a parameter to an address that may have some, and may have a fragment. */
function withParameter(url: string, parameter: string): string {
  const [address = '', ...fragment] = url.split('#')
  const joined = `${address}${address.includes('?') ? '&' : '?'}${parameter}`
  return fragment.length > 0 ? `${joined}#${fragment.join('#')}` : joined
}

const customerAmount = (amount: Amount, asset: string | undefined): string | undefined =>
  amount.kind === 'amount' && asset !== undefined ? `${amount.grouped} ${asset}` : undefined
