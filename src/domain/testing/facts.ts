/** Facts for tests, parsed by the production readers from JSON. */
import { type PaxosEvent, readEvent } from '#paxos/event.ts'
import { type Orchestration, readOrchestration } from '#paxos/orchestration.ts'
import { type Rule, readRule } from '#paxos/rule.ts'
import { readTransfer, type Transfer } from '#paxos/transfer.ts'
import type { Facts, Observation } from '../orchestration/facts.ts'
import { type Instant, readInstant } from '../text/instant.ts'

export const ids = {
  orchestration: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
  source: '35e3d34d-5552-4185-9583-d6b2856291c0',
  destination: '91252ea9-1659-4ca2-9e3a-310612e44233',
  rule: '86d3929f-0090-45e5-8195-dbcf63c43eec',
} as const

type Json = object

/** The documentation's sample, still processing, without legs; `json` overrides fields. */
export const orchestrationOf = (json: Json = {}): Orchestration =>
  readOrchestration({
    id: ids.orchestration,
    ref_id: 'orch-usdc-usdg-a3b1c2d4',
    source_asset: 'USDC',
    destination_asset: 'USDG',
    source_amount: '100',
    status: 'PROCESSING',
    source: { crypto: { network: 'ETHEREUM' } },
    destination: { crypto: { network: 'SOLANA' } },
    created_at: '2026-04-20T12:30:01.397730Z',
    updated_at: '2026-04-20T12:34:10Z',
    ...json,
  }).value

const transferOf = (json: Json = {}): Transfer => readTransfer(json).value

export const sourceTransfer = (json: Json = {}): Transfer =>
  transferOf({
    id: ids.source,
    status: 'COMPLETED',
    created_at: '2026-04-20T12:30:02Z',
    updated_at: '2026-04-20T12:31:10Z',
    ...json,
  })

export const destinationTransfer = (json: Json = {}): Transfer =>
  transferOf({
    id: ids.destination,
    status: 'FAILED',
    created_at: '2026-04-20T12:32:05Z',
    updated_at: '2026-04-20T12:34:08Z',
    ...json,
  })

export const ruleOf = (json: Json = {}): Rule => readRule({ id: ids.rule, nickname: 'PYUSD payouts', ...json }).value

export const eventOf = (type: string, created_at: string, json: Json = {}): PaxosEvent =>
  readEvent({ id: 'event', type, created_at, object: { id: ids.orchestration }, ...json }).value

/** A leg from a status: `absent` for no leg, `unknown` for an unlisted status, `no-status` for an ID alone. */
function legOf(word: string, transferId: string): Json | undefined {
  if (word === 'absent') return undefined
  if (word === 'no-status') return { transfer_id: transferId }
  // A planned leg has no ID yet.
  return word === 'PENDING' ? { status: word } : { transfer_id: transferId, status: word }
}

/** Facts from three statuses: the orchestration's and its legs'. `''` is not an orchestration status. */
export function factsOf(
  status: string,
  source: string,
  destination: string,
  json: Json = {},
  rest: Omit<Facts, 'orchestration'> = {},
): Facts {
  return {
    orchestration: orchestrationOf({
      status,
      source_transfer: legOf(source, ids.source),
      destination_transfer: legOf(destination, ids.destination),
      ...json,
    }),
    ...rest,
  }
}

/** The failed sample with both transfer records read. */
export const failedSample = (json: Json = {}, rest: Omit<Facts, 'orchestration'> = {}): Facts =>
  factsOf('FAILED', 'COMPLETED', 'FAILED', json, {
    transfers: { source: sourceTransfer(), destination: destinationTransfer() },
    ...rest,
  })

export const sameAsset = { destination_asset: 'USDC' } as const

/** An instant known to be valid. */
export function at(text: string): Instant {
  const instant = readInstant(text)
  if (!instant) throw new Error(`${text} is not a time`)
  return instant
}

export const observed = (of: Observation['of'], to: string, after: string, before: string): Observation => ({
  of,
  to,
  after: at(after),
  before: at(before),
})
