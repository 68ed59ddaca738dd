/** Amounts stay the text that Paxos sent. They are grouped for reading, and never rounded or turned into a Number. */

export type Amount =
  | { readonly kind: 'amount'; readonly raw: string; readonly grouped: string }
  | { readonly kind: 'invalid'; readonly raw: string }
  | { readonly kind: 'absent' }

/** A plain decimal: sign, digits, fraction. No exponent, no grouping: Paxos promises decimal text. */
const decimal = /^([+-]?)(\d*)(\.\d*)?$/

/** Reads a decimal text of any size. `grouped` has commas in the integer part only; sign and trailing zeros stay. */
export function readAmount(raw: string | undefined): Amount {
  if (raw === undefined || raw === '') return { kind: 'absent' }
  const match = decimal.exec(raw)
  const [sign = '', integer = '', fraction = ''] = match?.slice(1) ?? []
  if (!match || (integer === '' && fraction.length < 2)) return { kind: 'invalid', raw }
  return { kind: 'amount', raw, grouped: sign + group(integer) + fraction }
}

function group(digits: string): string {
  const first = digits.length % 3 || 3
  const groups = [digits.slice(0, first)]
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3))
  return groups.join(',')
}

/** "1,234.500 USDC"; "12x (not a number)"; "Amount not reported". */
export function amountText(amount: Amount, asset: string | undefined): string {
  switch (amount.kind) {
    case 'absent':
      return 'Amount not reported'
    case 'invalid':
      return `${amount.raw} (not a number)`
    case 'amount':
      return asset === undefined ? amount.grouped : `${amount.grouped} ${asset}`
  }
}

/** An amount as Paxos wrote it, with its unit. */
export type Money = { readonly raw: string | undefined; readonly asset: string | undefined }

/** Longer than any real amount; bounds the cost of a hostile one. */
const maxDigits = 1000

/**
 * `a - b` as decimal text with as many places as the more precise of the two, for example "0.15". Undefined unless both
 * are numbers in the same, known unit.
 */
export function difference(a: Money, b: Money): string | undefined {
  if (a.asset === undefined || a.asset !== b.asset) return undefined
  const [left, right] = [readAmount(a.raw), readAmount(b.raw)]
  if (left.kind !== 'amount' || right.kind !== 'amount') return undefined
  if (left.raw.length > maxDigits || right.raw.length > maxDigits) return undefined
  const places = Math.max(placesOf(left.raw), placesOf(right.raw))
  const units = unitsOf(left.raw, places) - unitsOf(right.raw, places)
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${units < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`
}

const placesOf = (raw: string) => raw.split('.')[1]?.length ?? 0

/** The amount as an integer, scaled to that many places. */
function unitsOf(raw: string, places: number): bigint {
  const [whole = '', fraction = ''] = raw.replace(/^[+-]/, '').split('.')
  const units = BigInt(`0${whole}${fraction.padEnd(places, '0')}`)
  return raw.startsWith('-') ? -units : units
}

/** True for zero: "0", "0.00". False for anything that isn't a number. */
export const isZero = (raw: string | undefined): boolean =>
  readAmount(raw).kind === 'amount' && !/[1-9]/.test(raw ?? '')
