/** "Difference (calculated)" between two amounts: exact decimal arithmetic, in a module of its own because the page loads it lazily. */
import Big from 'big.js'
import { readAmount } from './money.ts'

/** An amount as Paxos wrote it, and its unit. */
export type Money = { readonly raw: string | undefined; readonly asset: string | undefined }

/** Longer than any amount there is; keeps a hostile one from costing time. */
const maxLength = 1000

/**
 * `a - b` as decimal text with as many places as the finer of the two, for example "0.15". Undefined unless both are
 * numbers and both are in the same, stated unit: across units there is no difference to speak of.
 */
export function difference(a: Money, b: Money): string | undefined {
  if (a.asset === undefined || a.asset !== b.asset) return undefined
  const [left, right] = [readAmount(a.raw), readAmount(b.raw)]
  if (left.kind !== 'amount' || right.kind !== 'amount') return undefined
  if (left.raw.length > maxLength || right.raw.length > maxLength) return undefined
  const places = Math.max(placesOf(left.raw), placesOf(right.raw))
  const result = toBig(left.raw).minus(toBig(right.raw))
  // Big knows a negative zero; a reader does not.
  return (result.eq(0) ? new Big(0) : result).toFixed(places)
}

const placesOf = (raw: string) => raw.split('.')[1]?.length ?? 0

/** Big takes neither a leading plus nor a bare point at the end. */
const toBig = (raw: string) =>
  new Big(
    raw
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.$/, ''),
  )
