import { ownLink, transactionLink } from '#domain/config/links.ts'
import { reportedBy, reportedLabel } from '#domain/orchestration/holds.ts'
import { directionText, transferTypeText } from '#domain/orchestration/leg.ts'
import { networkName } from '#domain/orchestration/rails.ts'
import { transferStatusLabel } from '#domain/orchestration/status.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig } from '#web/app-config.ts'
import { FullTime } from '#web/components/time.tsx'
import { ExternalLink } from '#web/ui/controls/button.tsx'
import { Card } from '#web/ui/display/card.tsx'
import { Definition, Definitions } from '#web/ui/display/definitions.tsx'
import { Untrusted, UntrustedLink } from '#web/ui/display/untrusted.tsx'

/** A transfer's own record in brief, as Paxos reports it. */
export function TransferRecord({ transfer, environment }: { transfer: Transfer; environment: string }) {
  const { id, status, crypto_network, crypto_tx_hash } = transfer
  const money = (what: 'amount' | 'fee' | 'total') =>
    transfer[what] === undefined ? undefined : amountText(readAmount(transfer[what]), transfer.asset)
  const explorer = transactionLink(environment, crypto_network, crypto_tx_hash, appConfig.links.explorers)
  const own = ownLink(appConfig.links, 'transfer', environment, id)
  return (
    <Card
      title="Transfer record"
      aside={own && <ExternalLink href={own}>Open in your own system</ExternalLink>}
      className="mt-6"
    >
      <Definitions columns>
        <Definition term="Status">
          {status.raw === undefined ? undefined : `${transferStatusLabel(status)} (${status.raw})`}
        </Definition>
        <Definition term="Type">{transferTypeText(transfer.type)}</Definition>
        <Definition term="Amount" copy={transfer.amount}>
          {money('amount')}
        </Definition>
        <Definition term="Direction">{directionText(transfer.direction)}</Definition>
        <Definition term="Fee" copy={transfer.fee}>
          {money('fee')}
        </Definition>
        <Definition term="Total" copy={transfer.total}>
          {money('total')}
        </Definition>
        <Definition term="Created">
          <FullTime text={transfer.created_at} clock={serverNow} />
        </Definition>
        <Definition term="Last update">
          <FullTime text={transfer.updated_at} clock={serverNow} />
        </Definition>
        <Definition term="Profile ID" code copy={transfer.profile_id}>
          {transfer.profile_id}
        </Definition>
        <Definition term="Reference ID" code copy={transfer.ref_id}>
          {transfer.ref_id}
        </Definition>
        {crypto_network !== undefined && <Definition term="Network">{networkName(crypto_network)}</Definition>}
        {crypto_tx_hash !== undefined && (
          <Definition term="Transaction hash" code copy={crypto_tx_hash}>
            <UntrustedLink href={explorer} text={crypto_tx_hash} />
          </Definition>
        )}
        {reportedBy(transfer).map(row => (
          <Definition key={row.raw} term={reportedLabel(row)}>
            <span>
              <code translate="no" className="code">
                {row.raw}
              </code>
              {row.detail !== undefined && (
                <>
                  {' '}
                  Paxos says: “<Untrusted text={row.detail} />”
                </>
              )}
            </span>
          </Definition>
        ))}
      </Definitions>
    </Card>
  )
}
