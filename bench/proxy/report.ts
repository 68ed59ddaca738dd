/** The results of a part of the benchmark: a row per number, with its budget if it has one. */

export type Finding = {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** The maximum. */
  readonly most?: number
}

/** Prints findings as table rows and returns how many exceed their budget. */
export function report(findings: readonly Finding[]): number {
  for (const { what, value, unit, most } of findings) {
    const budget = most === undefined ? '' : `at most ${most}: ${value <= most ? 'kept' : 'OVER'}`
    console.log(`| ${what} | ${round(value)} ${unit} | ${budget} |`)
  }
  return findings.filter(({ value, most }) => most !== undefined && !(value <= most)).length
}

const round = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
