import { transactionLink } from '#domain/config/links.ts'
import type { LegName, Facts as PaymentFacts } from '#domain/orchestration/facts.ts'
import { reportedBy, reportedLabel } from '#domain/orchestration/holds.ts'
import { networkName } from '#domain/orchestration/rails.ts'
import { directionText, transferTypeText } from '#domain/orchestration/transfer-text.ts'
import { problemText } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import { isFuture, utcPrecise, utcTime } from '#domain/text/time-text.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig } from '#web/app-config.ts'
import { Time } from '#web/components/time.tsx'
import { cx } from '#web/ui/cx.ts'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { toneBox } from '#web/ui/tone.ts'
import { Untrusted } from '#web/ui/untrusted.tsx'
import type { Part } from '../enrichment/part.ts'
import { Fact, Facts } from '../records/fact.tsx'
import { Difference } from './difference.tsx'

/** A transfer record: money, kind, network and hash, its own times to the last digit, and what holds it. */
export function TransferFacts({
  facts,
  leg,
  title,
  part,
  environment,
}: {
  facts: PaymentFacts
  leg: LegName
  title: string
  part: Extract<Part<Transfer>, { kind: 'read' }>
  environment: string
}) {
  const transfer = part.value
  const isOver = facts.orchestration[`${leg}_transfer`]?.status.known === 'COMPLETED'
  const isCrypto = transfer.crypto_network !== undefined || facts.orchestration[leg]?.rail === 'crypto'
  const holds = reportedBy(transfer)
  const copy = (what: string, value: string | undefined) =>
    value === undefined ? undefined : { what: `${title} ${what}`, value }
  const money = (what: 'amount' | 'fee' | 'total') => (
    <Fact term={what.charAt(0).toUpperCase() + what.slice(1)} copy={copy(what, transfer[what])}>
      {amountText(readAmount(transfer[what]), transfer.asset)}
    </Fact>
  )
  return (
    <>
      <Facts>
        {money('amount')}
        {money('fee')}
        {money('total')}
        <Fact term="Type">{text(transferTypeText(transfer.type))}</Fact>
        <Fact term="Direction">{text(directionText(transfer.direction))}</Fact>
        {isCrypto && (
          <Fact term="Network">{text(transfer.crypto_network && networkName(transfer.crypto_network))}</Fact>
        )}
        <Stamp term="Recorded" time={transfer.created_at} />
        <Stamp term="Last updated" time={transfer.updated_at} />
        {isCrypto && (
          <Fact term="Transaction hash" span="full" copy={copy('transaction hash', transfer.crypto_tx_hash)}>
            <Hash transfer={transfer} environment={environment} />
          </Fact>
        )}
        {transfer.memo !== undefined && (
          <Fact term="Memo" span="full" copy={copy('memo', transfer.memo)}>
            <Untrusted text={transfer.memo} />
          </Fact>
        )}
        {!isOver && holds.length === 0 && (
          <Fact term="Secondary status" span="full">
            <span className="text-ink-faint">None reported</span>
          </Fact>
        )}
        {leg === 'destination' && <Difference transfers={facts.transfers} />}
      </Facts>
      {holds.map(row => (
        <p key={row.raw} className={cx('mt-1.5 rounded-md border px-2.5 py-1 wrap-anywhere', toneBox.pending)}>
          <strong className="font-semibold">{reportedLabel(row)}</strong> <code className="code">{row.raw}</code>
          {row.detail !== undefined && (
            <>
              {' '}
              Paxos says: “<Untrusted text={row.detail} />”
            </>
          )}
        </p>
      ))}
      <Doubts part={part} environment={environment} />
    </>
  )
}

const text = (value: string | undefined) =>
  value === undefined ? <span className="text-ink-faint">Not reported</span> : <Untrusted text={value} />

function Stamp({ term, time }: { term: string; time: string | undefined }) {
  const at = readInstant(time)
  return (
    <Fact term={term} span="half">
      {at ? <Time at={at}>{utcPrecise(at)}</Time> : text(time && `${time} (not a time)`)}
      {at && isFuture(at, serverNow()) && (
        <strong className="font-semibold text-pending"> · in the future by this server's clock</strong>
      )}
    </Fact>
  )
}

function Hash({ transfer, environment }: { transfer: Transfer; environment: string }) {
  const { crypto_network, crypto_tx_hash } = transfer
  if (crypto_tx_hash === undefined) return text(undefined)
  const href = transactionLink(environment, crypto_network, crypto_tx_hash, appConfig.links.explorers)
  return (
    <span className="code">
      {href ? <ExternalLink href={href}>{crypto_tx_hash}</ExternalLink> : <Untrusted text={crypto_tx_hash} />}
    </span>
  )
}

/** What could not be read of the record, and that it could not be read again. */
function Doubts({
  part: { problems, refreshProblem, readAt },
  environment,
}: {
  part: Extract<Part<Transfer>, { kind: 'read' }>
  environment: string
}) {
  const at = readInstant(readAt)
  return (
    <>
      {problems.length > 0 && (
        <p className="mt-1.5 text-sm text-ink-soft wrap-anywhere">
          We couldn't read {problems.map(({ path }) => path).join(', ')}; the raw JSON below has it.
        </p>
      )}
      {refreshProblem && (
        <p className="mt-1.5 text-sm text-ink-soft">
          {problemText(refreshProblem, { environment }).heading}
          {at && (
            <>
              {' '}
              Showing what we had at <Time at={at}>{utcTime(at)}</Time>.
            </>
          )}
        </p>
      )}
    </>
  )
}
