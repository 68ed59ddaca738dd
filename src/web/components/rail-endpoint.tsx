import type { ReactNode } from 'react'
import { readNetwork } from '#paxos/networks.ts'
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import { CopyValue } from '#web/ui/copy-button.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

const networkNames: Readonly<Record<string, string>> = {
  BITCOIN_CASH: 'Bitcoin Cash',
  POLYGON_POS: 'Polygon',
  ARBITRUM_ONE: 'Arbitrum One',
  XLAYER: 'X Layer',
  BNB: 'BNB Chain',
}

/** "ethereum" → "Ethereum"; a network this version doesn't know keeps its word. */
export function networkName(raw: string): string {
  const network = readNetwork(raw)
  if (!network) return raw
  return networkNames[network] ?? network.charAt(0) + network.slice(1).toLowerCase()
}

/** One line about the rail: "Crypto · Ethereum", "Bank", "Paxos profile", or the word Paxos used. */
export function railText(endpoint: RailEndpoint | undefined): string {
  switch (endpoint?.rail) {
    case undefined:
      return 'Rail not reported'
    case 'crypto':
      return endpoint.network ? `Crypto · ${networkName(endpoint.network)}` : 'Crypto · network not reported'
    case 'fiat':
      return ['Bank', endpoint.network, endpoint.account_type].filter(Boolean).join(' · ')
    case 'profile':
      return 'Paxos profile'
    case 'other':
      return `${endpoint.name} (unrecognised rail)`
  }
}

type Fact = { readonly term: string; readonly value: string | undefined }

function factsOf(endpoint: RailEndpoint | undefined): readonly Fact[] {
  switch (endpoint?.rail) {
    case 'crypto':
      return [
        { term: 'Address', value: endpoint.address },
        { term: 'Address ID', value: endpoint.address_id },
      ]
    case 'fiat':
      return [
        { term: 'Deposit instructions ID', value: endpoint.deposit_instructions_id },
        { term: 'Bank account ID', value: endpoint.bank_account_id },
        { term: 'Fiat account ID', value: endpoint.fiat_account_id },
        { term: 'Memo', value: endpoint.memo },
      ]
    case 'profile':
      return [{ term: 'Profile ID', value: endpoint.profile_id }]
    default:
      return []
  }
}

/** Everything Paxos said about one end of the movement. `decorate` may turn a value into a link. */
export function EndpointFacts({
  side,
  endpoint,
  decorate = (_term, value) => <Untrusted text={value} />,
}: {
  side: string
  endpoint: RailEndpoint | undefined
  decorate?: (term: string, value: string) => ReactNode
}) {
  const facts = factsOf(endpoint).filter(({ value }) => value !== undefined)
  if (facts.length === 0) return null
  return (
    <dl className="mt-2 grid gap-1.5">
      {facts.map(({ term, value = '' }) => (
        <div key={term}>
          <dt className="text-xs text-ink-faint">{term}</dt>
          <dd className="flex items-start justify-between gap-3">
            <div className="code min-w-0">{decorate(term, value)}</div>
            <CopyValue what={`${side} ${term.charAt(0).toLowerCase()}${term.slice(1)}`} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
