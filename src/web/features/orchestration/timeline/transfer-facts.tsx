import { Fragment, type ReactNode } from 'react'
import { addressLink, ownLink, transactionLink } from '#domain/config/links.ts'
import type { Facts, LegName } from '#domain/orchestration/facts.ts'
import { reportedBy, reportedLabel } from '#domain/orchestration/holds.ts'
import { assetsDiffer, directionText, legFacts, transferTypeText } from '#domain/orchestration/leg.ts'
import { chainOf, endpointFields, isOnChain, networkName } from '#domain/orchestration/rails.ts'
import { type RowZone, rowClock } from '#domain/orchestration/timeline/step-time-text.ts'
import { problemText } from '#domain/problems/problem-text.ts'
import { type Instant, readInstant } from '#domain/text/instant.ts'
import { amountText, difference, readAmount } from '#domain/text/money.ts'
import { isFuture, utcDateTime, utcTime } from '#domain/text/time-text.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { Time } from '#web/components/time.tsx'
import { ExternalLink } from '#web/ui/controls/button.tsx'
import { cx } from '#web/ui/display/cx.ts'
import { Dot } from '#web/ui/display/sign.tsx'
import { Untrusted, UntrustedLink } from '#web/ui/display/untrusted.tsx'
import { isOnlyOneMissing, type Part } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { PartProblem } from '../records/part-problem.tsx'
import { Expected, Fact } from './fact.tsx'

type Props = {
  leg: LegName
  /** "Source transfer" */
  title: string
  zone: RowZone
  environment: Environment
  enrichment: Enrichment
}

/** What is known of a transfer: at once what the orchestration says of it, and its own record when that is read. */
export function TransferFacts({ isKept, notes, ...props }: Props & { isKept: boolean; notes: ReactNode }) {
  const { leg, title, environment, enrichment } = props
  const { facts, parts } = enrichment
  const { transferId = '', endpoint } = legFacts(facts, leg)
  const part = parts.transfers[leg]
  const ownSystem = ownLink(appConfig.links, 'transfer', environment.name, transferId)
  const [address] = endpointFields(endpoint)
  return (
    <div className={cx('facts text-sm', isKept && usualRoom(facts, leg))}>
      <dl className="facts-grid">
        <Fact term="Transfer" copy={{ what: `${title} ID`, value: transferId }}>
          <bdi translate="no" className="code-small">
            {ownSystem ? <ExternalLink href={ownSystem}>{transferId}</ExternalLink> : transferId}
          </bdi>
        </Fact>
        <Money {...props} what="amount" />
        {address && (
          <Fact
            term={leg === 'source' ? 'From' : 'To'}
            copy={{ what: `${title} ${address.term.toLowerCase()}`, value: address.value }}
          >
            <Address {...props} value={address.value} />
          </Fact>
        )}
        <Money {...props} what="fee" />
        <Type {...props} />
        <Money {...props} what="total" />
        <OwnRecord {...props} />
      </dl>
      {part.kind === 'problem' && (
        <PartProblem
          name="Transfer details"
          looking="transfer"
          part={part}
          environment={environment.name}
          isOnlyOne={isOnlyOneMissing(parts)}
        />
      )}
      {part.kind === 'loading' && <span className="sr-only">Reading the transfer…</span>}
      {part.kind === 'read' && <Doubts part={part} environment={environment.name} />}
      {notes}
    </div>
  )
}

/**
 * The room of the rows that a record often has beside transfer, type and times. It is kept in a row that is open at first,
 * so that the rows below don't move when the record is read. On a phone they are below the fold.
 */
function usualRoom(facts: Facts, leg: LegName): string | undefined {
  const { endpoint, progress } = legFacts(facts, leg)
  const sometimes = [
    endpointFields(endpoint).length > 0,
    isOnChain(endpoint),
    leg === 'destination' && !assetsDiffer(facts.orchestration),
  ]
  const forHolds = progress === 'failed' ? 0 : 2
  return rooms[forHolds + sometimes.filter(Boolean).length]
}

const rooms = ['', 'room-1', 'room-2', 'room-3', 'room-4', 'room-5']

function Address({ leg, environment, enrichment, value }: Props & { value: string }) {
  const { endpoint } = legFacts(enrichment.facts, leg)
  const network = chainOf(endpoint)
  const href = addressLink(environment.name, network, value, appConfig.links.explorers)
  return (
    <span translate="no" className="code-small">
      <UntrustedLink href={href} text={value} />
    </span>
  )
}

const titles = { amount: 'Amount', fee: 'Fee', total: 'Total' } as const

function Money({ leg, title, enrichment, what }: Props & { what: keyof typeof titles }) {
  const part = enrichment.parts.transfers[leg]
  if (part.kind === 'loading') return <Expected term={titles[what]} className="w-24" />
  const { transfer } = legFacts(enrichment.facts, leg)
  const value = transfer?.[what]
  if (!transfer || value === undefined) return null
  return (
    <Fact term={titles[what]} copy={{ what: `${title} ${what}`, value }}>
      <span translate="no">{amountText(readAmount(value), transfer.asset)}</span>
    </Fact>
  )
}

/** "Crypto withdrawal · Out · Polygon" */
function Type({ leg, enrichment }: Props) {
  if (enrichment.parts.transfers[leg].kind === 'loading') return <Expected term="Type" className="w-48" />
  const { transfer } = legFacts(enrichment.facts, leg)
  if (!transfer) return null
  const words = [
    transferTypeText(transfer.type),
    directionText(transfer.direction),
    transfer.crypto_network && networkName(transfer.crypto_network),
  ].filter(word => word !== undefined)
  return (
    words.length > 0 && (
      <Fact term="Type">
        {words.map((word, index) => (
          <Fragment key={word}>
            {index > 0 && <Dot />}
            <Untrusted text={word} />
          </Fragment>
        ))}
      </Fact>
    )
  )
}

/** What takes a row of its own: the hash, the memo, what holds it, its times. */
function OwnRecord(props: Props) {
  const { leg, title, zone, enrichment } = props
  const { facts, parts } = enrichment
  const { transfer, endpoint } = legFacts(facts, leg)
  if (parts.transfers[leg].kind === 'loading')
    return (
      <>
        {isOnChain(endpoint) && <Expected term="Hash" wide className="w-112" />}
        <Expected term="Recorded" wide className="w-56" />
      </>
    )
  if (!transfer) return null
  const { source, destination } = facts.transfers ?? {}
  const less =
    leg === 'destination'
      ? difference(
          { raw: source?.amount, asset: source?.asset },
          { raw: destination?.amount, asset: destination?.asset },
        )
      : undefined
  return (
    <>
      <Hash {...props} transfer={transfer} isCrypto={isOnChain(endpoint) || transfer.crypto_network !== undefined} />
      {transfer.memo !== undefined && (
        <Fact term="Memo" wide copy={{ what: `${title} memo`, value: transfer.memo }}>
          <Untrusted text={transfer.memo} />
        </Fact>
      )}
      {less !== undefined && (
        <Fact term="Difference" wide>
          <span translate="no">{amountText(readAmount(less), transfer.asset)}</span>{' '}
          <span className="text-ink-faint">(calculated)</span>
        </Fact>
      )}
      <Recorded transfer={transfer} zone={zone} />
      {reportedBy(transfer).map(reported => (
        <Fact key={reported.raw} term="Reported" wide>
          <strong className="font-semibold text-pending">{reportedLabel(reported)}</strong>{' '}
          <code translate="no" className="code-small text-ink-faint">
            <Untrusted text={reported.raw} />
          </code>
          {reported.detail !== undefined && (
            <>
              {' '}
              “<Untrusted text={reported.detail} />”
            </>
          )}
        </Fact>
      ))}
    </>
  )
}

/** A crypto transfer should have one, so that having none is said. */
function Hash({ title, environment, transfer, isCrypto }: Props & { transfer: Transfer; isCrypto: boolean }) {
  const { crypto_network, crypto_tx_hash: hash } = transfer
  if (hash === undefined)
    return isCrypto ? (
      <Fact term="Hash" wide>
        <span className="text-ink-faint">None reported</span>
      </Fact>
    ) : null
  const href = transactionLink(environment.name, crypto_network, hash, appConfig.links.explorers)
  return (
    <Fact term="Hash" wide copy={{ what: `${title} transaction hash`, value: hash }}>
      <span translate="no" className="code-small">
        <UntrustedLink href={href} text={hash} />
      </span>
    </Fact>
  )
}

function Recorded({ transfer, zone }: { transfer: Transfer; zone: RowZone }) {
  const stamp = (text: string | undefined) => {
    const at = readInstant(text)
    return at ? <Stamp at={at} zone={zone} /> : text === undefined ? undefined : `${text} (not a time)`
  }
  const [created, updated] = [stamp(transfer.created_at), stamp(transfer.updated_at)]
  if (created === undefined && updated === undefined) return null
  return (
    <Fact term="Recorded" wide>
      {created ?? 'not reported'}
      {updated !== undefined && <>, last update {updated}</>}
    </Fact>
  )
}

const Stamp = ({ at, zone }: { at: Instant; zone: RowZone }) => (
  <>
    <time dateTime={at.text} title={utcDateTime(at)}>
      {rowClock(at, zone)}
    </time>
    {isFuture(at, serverNow()) && <strong className="font-semibold text-pending"> (timestamp is in the future)</strong>}
  </>
)

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
        <p className="mt-1 text-ink-soft wrap-anywhere">
          We couldn't read {problems.map(({ path }) => path).join(', ')}. The raw JSON has it.
        </p>
      )}
      {refreshProblem && (
        <p className="mt-1 text-ink-soft">
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
