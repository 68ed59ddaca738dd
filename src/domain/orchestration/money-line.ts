/** What went in, what came out and what it cost, as far as the records say. */
import { type Amount, amountText, difference, isZero, type Money, readAmount } from '../text/money.ts'
import type { Facts } from './facts.ts'
import { type LegFacts, legFacts, legNames } from './leg.ts'
import { transferMeaning } from './status.ts'

/** An amount to show; `raw` is what copy gives. */
export type ShownMoney = {
  /** "2,500.00 USD", "12x (not a number)" */
  readonly text: string
  readonly raw: string
}

/** One side of the money line. */
export type MoneySide = {
  /** The amount, or what there is instead: "USDC", "Asset not reported", "USD (amount not reported)". */
  readonly text: string
  /** The amount as Paxos sent it; undefined where none is known. */
  readonly raw: string | undefined
  /** The amount is that of the side's own transfer record. */
  readonly isOfTransfer: boolean
  /** Leg and record both say that the transfer is complete. Only then has the money moved. */
  readonly isComplete: boolean
}

export type MoneyLine = {
  readonly source: MoneySide
  readonly destination: MoneySide
  /** Fees that are not zero, the source's first; empty where none is known. */
  readonly fees: readonly ShownMoney[]
  /** The orchestration's own amount, where the source transfer's record says another one. */
  readonly stated: ShownMoney | undefined
}

/** Gathers the money line. Before the transfers are read it has the orchestration's own amount and assets. */
export function moneyLine(facts: Facts): MoneyLine {
  const { source_amount, source_asset, destination_asset } = facts.orchestration
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  const stated = shownMoney({ raw: source_amount, asset: source_asset })
  const ofTransfer = { raw: source.transfer?.amount, asset: source.transfer?.asset }
  const isSame = isZero(difference({ raw: source_amount, asset: source_asset }, ofTransfer))
  const noAmount = source_asset === undefined ? 'Amount not reported' : `${source_asset} (amount not reported)`
  return {
    source: sideOf(source, stated, noAmount),
    destination: sideOf(destination, undefined, destination_asset ?? 'Asset not reported'),
    stated: legAmount(source) === undefined || isSame ? undefined : stated,
    fees: legNames.flatMap(name => {
      const fee = legFee(legFacts(facts, name))
      return fee === undefined || isZero(fee.raw) ? [] : [fee]
    }),
  }
}

function sideOf(leg: LegFacts, intended: ShownMoney | undefined, otherwise: string): MoneySide {
  const own = legAmount(leg)
  const amount = own ?? intended
  return {
    text: amount?.text ?? otherwise,
    raw: amount?.raw,
    isOfTransfer: own !== undefined,
    isComplete: isComplete(leg),
  }
}

/** The amount of a leg's transfer record; undefined until that is read, or where it has none. */
export const legAmount = ({ transfer }: LegFacts): ShownMoney | undefined =>
  transfer && shownMoney({ raw: transfer.amount, asset: transfer.asset })

/** The fee of a leg's transfer record, zero included. */
export const legFee = ({ transfer }: LegFacts): ShownMoney | undefined =>
  transfer && shownMoney({ raw: transfer.fee, asset: transfer.asset })

/** The orchestration says that the leg is complete, and the transfer's own record does too. */
export const isComplete = ({ progress, transfer }: LegFacts): boolean =>
  progress === 'completed' && transfer !== undefined && transferMeaning(transfer.status).isSuccess

function shownMoney({ raw, asset }: Money): ShownMoney | undefined {
  const amount: Amount = readAmount(raw)
  return amount.kind === 'absent' ? undefined : { text: amountText(amount, asset), raw: amount.raw }
}

/** "fee 0.15 USDC", "fees 10.00 USD + 0.15 USDC"; undefined where no fee is known. */
export const feesText = ({ fees }: MoneyLine): string | undefined =>
  fees.length === 0 ? undefined : `fee${fees.length === 1 ? '' : 's'} ${fees.map(({ text }) => text).join(' + ')}`

/** "the orchestration says 100 USDC", where the source transfer says another amount. */
export const statedText = ({ stated }: MoneyLine): string | undefined =>
  stated && `the orchestration says ${stated.text}`

/** What stands behind a side's amount: "in", "out (not completed)"; empty until its transfer is read. */
export const sideText = ({ isOfTransfer, isComplete }: MoneySide, direction: 'in' | 'out'): string =>
  isOfTransfer ? `${direction}${isComplete ? '' : ' (not completed)'}` : ''

/** "2,500.00 USD in → 2,499.85 USDC out (not completed) · fee 0.15 USDC"; before the transfers "2,500.00 USD → USDC". */
export function moneyLineText(line: MoneyLine): string {
  const side = (one: MoneySide, direction: 'in' | 'out') =>
    [one.text, sideText(one, direction)].filter(Boolean).join(' ')
  const more = [feesText(line), statedText(line)].flatMap(text => (text === undefined ? [] : [` · ${text}`]))
  return `${side(line.source, 'in')} → ${side(line.destination, 'out')}${more.join('')}`
}
