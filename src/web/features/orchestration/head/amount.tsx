import { amountText, readAmount } from '#domain/text/money.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { CopyValue } from '#web/ui/copy-button.tsx'

/** "100 USDC → USDG": what was to be moved, into what. The copy button gives the raw amount. */
export function AmountAndAssets({ orchestration }: { orchestration: Orchestration }) {
  const { source_amount, source_asset, destination_asset } = orchestration
  const amount = readAmount(source_amount)
  return (
    <>
      <strong className="font-semibold text-ink">{amountText(amount, source_asset)}</strong>
      {source_amount !== undefined && <CopyValue what="Amount" value={source_amount} />}
      {' → '}
      <strong className="font-semibold text-ink">{destination_asset ?? 'asset not reported'}</strong>
    </>
  )
}
