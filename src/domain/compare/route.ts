/** The route of an orchestration: from which asset to which, over which rails. Only similar ones are compared. */

import { readNetwork } from '#paxos/networks.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import { chainOf } from '../orchestration/rails.ts'

type Way = Pick<
  Orchestration,
  'source_asset' | 'destination_asset' | 'source' | 'destination' | 'orchestration_rule_id'
>

/** A key for a rail, with the network of a crypto one whatever its spelling; undefined where Paxos did not say. */
function railKey(endpoint: RailEndpoint | undefined): string | undefined {
  if (endpoint?.rail === 'other') return `other ${endpoint.name}`
  const chain = chainOf(endpoint)
  return chain === undefined ? endpoint?.rail : `${endpoint?.rail} ${readNetwork(chain) ?? chain}`
}

/**
 * Made by the same rule, or of the same assets over the same rails. A rail that Paxos did not report for `one` says
 * nothing, so any rail of `other` will do; an asset that it did not report is like none.
 */
export function isAlike(one: Way, other: Way): boolean {
  const { orchestration_rule_id: rule } = one
  if (rule !== undefined && rule === other.orchestration_rule_id) return true
  const isSame = (asset: 'source_asset' | 'destination_asset', side: 'source' | 'destination') => {
    const rail = railKey(one[side])
    return (
      one[asset] !== undefined && one[asset] === other[asset] && (rail === undefined || rail === railKey(other[side]))
    )
  }
  return isSame('source_asset', 'source') && isSame('destination_asset', 'destination')
}

/** The filters that find similar ones: Paxos filters by assets and rules, not by rails. */
export type AlikeFilter =
  | { readonly source_asset: readonly string[]; readonly destination_asset: readonly string[] }
  | { readonly orchestration_rule_id: readonly string[] }

/** The filter whose list holds every similar one; undefined when the orchestration says too little to be compared. */
export function alikeFilter({ source_asset, destination_asset, orchestration_rule_id }: Way): AlikeFilter | undefined {
  if (source_asset !== undefined && destination_asset !== undefined)
    return { source_asset: [source_asset], destination_asset: [destination_asset] }
  return orchestration_rule_id === undefined ? undefined : { orchestration_rule_id: [orchestration_rule_id] }
}

/** "USDC → USDG", one asset once; "this rule" where the assets are not reported. */
export const pairText = ({ source_asset, destination_asset }: Way): string =>
  source_asset === undefined || destination_asset === undefined
    ? 'by this rule'
    : [...new Set([source_asset, destination_asset])].join(' → ')
