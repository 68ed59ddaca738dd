import { orchestrationStatusLabel } from '#domain/orchestration/status.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import type { Orchestration } from '#paxos/orchestration.ts'

type Row = Pick<Orchestration, 'status' | 'source_amount' | 'source_asset' | 'destination_asset'>

/** "Failed, 100 USDC to USDG, e5f6a7b8-…": the name of a link that opens an orchestration from a list. */
export function rowName({ status, source_amount, source_asset, destination_asset }: Row, id: string): string {
  const amount = amountText(readAmount(source_amount), source_asset)
  const to = destination_asset && destination_asset !== source_asset ? ` to ${destination_asset}` : ''
  return `${orchestrationStatusLabel(status)}, ${amount}${to}, ${id}`
}
