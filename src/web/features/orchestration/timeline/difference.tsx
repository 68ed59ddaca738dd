import type { Facts } from '#domain/orchestration/facts.ts'
import { amountText, difference, readAmount } from '#domain/text/money.ts'
import { Fact } from '../records/fact.tsx'

/** How much less the destination's amount is than the source's, where both are in the same asset. */
export function Difference({ transfers }: { transfers: Facts['transfers'] }) {
  const { source, destination } = transfers ?? {}
  const unit = source?.asset
  if (unit === undefined || unit !== destination?.asset) return null
  const result = difference({ raw: source?.amount, asset: unit }, { raw: destination.amount, asset: unit })
  return (
    <Fact term="Difference (calculated)" span="full">
      {result === undefined ? (
        <span className="text-ink-faint">Not calculated</span>
      ) : (
        amountText(readAmount(result), unit)
      )}
    </Fact>
  )
}
