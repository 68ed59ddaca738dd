import { useEffect, useState } from 'react'
import type { Facts } from '#domain/orchestration/facts.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import { Fact } from '../records/fact.tsx'

/** What the destination's amount is less than the source's, where both are in the same asset: exact, and said to be calculated. */
export function Difference({ transfers }: { transfers: Facts['transfers'] }) {
  const [result, setResult] = useState<string>()
  const { source, destination } = transfers ?? {}
  const [a, b, unit, otherUnit] = [source?.amount, destination?.amount, source?.asset, destination?.asset]
  useEffect(() => {
    let wanted = true
    // Exact decimals cost a library that most pages never need. Without it there is simply no difference to show.
    if (unit !== undefined && unit === otherUnit)
      import('#domain/text/money-difference.ts').then(
        ({ difference }) => wanted && setResult(difference({ raw: a, asset: unit }, { raw: b, asset: otherUnit })),
        () => undefined,
      )
    return () => {
      wanted = false
    }
  }, [a, b, unit, otherUnit])
  if (unit === undefined || unit !== otherUnit) return null
  return (
    <Fact term="Difference (calculated)" span="full">
      {result === undefined ? (
        <span className="text-ink-faint">Not calculated</span>
      ) : (
        <>
          {amountText(readAmount(result), unit)}{' '}
          <span className="text-sm text-ink-faint">source amount less destination amount</span>
        </>
      )}
    </Fact>
  )
}
