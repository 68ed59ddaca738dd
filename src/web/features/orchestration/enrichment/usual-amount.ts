import type { Facts, LegName } from '#domain/orchestration/facts.ts'
import { assetsDiffer } from '#domain/orchestration/leg.ts'
import { moneyLine } from '#domain/orchestration/money-line.ts'

/** An amount about as long as that of a transfer will be, from the orchestration alone, to keep its room until it is read. */
export function usualAmount({ orchestration }: Facts, name: LegName): string {
  const { source } = moneyLine({ orchestration })
  if (name === 'source' || !assetsDiffer(orchestration)) return source.text
  const whole = /^[\d,]+/.exec(source.text)?.[0] ?? ''
  return `${whole}.00 ${orchestration.destination_asset}`
}
