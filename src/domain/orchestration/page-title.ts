/** The title of a detail page's tab: the outcome first, since tabs are cut off at the end. */

import type { Orchestration } from '#paxos/orchestration.ts'
import { readAmount } from '../text/money.ts'
import { statusMeaning } from './status.ts'

/** "✕ e5f6a7b8 Failed · 100 USDC→USDG"; outside production "[SBX] " in front; "● " before all that after a change. */
export function pageTitle(
  orchestration: Orchestration,
  { environment, changed = false }: { readonly environment: string; readonly changed?: boolean | undefined },
): string {
  const { id, status } = orchestration
  const { glyph, label } = statusMeaning(status)
  const words = [glyph, id?.slice(0, 8), label].filter(word => word !== undefined).join(' ')
  const money = moneyText(orchestration)
  return `${changed ? '● ' : ''}${environmentTag(environment)}${words}${money === '' ? '' : ` · ${money}`}`
}

/** "" in production, "[SBX] " in the sandbox, the name in capitals elsewhere. */
export const environmentTag = (environment: string): string =>
  environment === 'production' ? '' : `[${environment === 'sandbox' ? 'SBX' : environment.toUpperCase()}] `

/** "100 USDC→USDG", as much of it as is known. */
function moneyText({ source_amount, source_asset, destination_asset }: Orchestration): string {
  const amount = readAmount(source_amount)
  const assets = [source_asset, destination_asset].filter(asset => asset !== undefined).join('→')
  return [amount.kind === 'amount' ? amount.grouped : '', assets].filter(word => word !== '').join(' ')
}
