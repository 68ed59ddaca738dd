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
