/** Exact sums of decimal text, so that totals are right to the last digit. */

const split = (text: string): { units: bigint; places: number } => {
  const [whole = '0', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), places: fraction.length }
}

/** `a + b`, or `a - b` with sign -1, with as many decimals as the longer of the two. Neither may be negative. */
export function sum(a: string, b: string, sign: 1 | -1 = 1): string {
  const [left, right] = [split(a), split(b)]
  const places = Math.max(left.places, right.places)
  const scaled = (value: { units: bigint; places: number }) => value.units * 10n ** BigInt(places - value.places)
  const total = sign === 1 ? scaled(left) + scaled(right) : scaled(left) - scaled(right)
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return total < 0n ? `-${text}` : text
}
