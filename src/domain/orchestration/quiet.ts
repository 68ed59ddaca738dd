/** How long nothing has been heard of a payment, and whether that is longer than is usual for what it waits for. */
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import { durationText } from '../text/duration.ts'
import { latest, readInstant } from '../text/instant.ts'
import type { Facts } from './facts.ts'
import { type LegFacts, legFacts, legNames } from './leg.ts'
import { isTerminal } from './status.ts'

/** What a payment waits for. */
export type Waiting = 'profile' | 'crypto' | 'bank' | 'approval'

/** In milliseconds (configured: minutes); of business time (Monday to Friday, UTC) for `bank`. */
type QuietThreshold = { readonly notice: number; readonly warn: number }
export type QuietThresholds = Readonly<Record<Waiting, QuietThreshold>>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export const defaultThresholds: QuietThresholds = {
  profile: { notice: 5 * minute, warn: 30 * minute },
  crypto: { notice: 15 * minute, warn: 60 * minute },
  bank: { notice: day, warn: 3 * day },
  approval: { notice: 24 * hour, warn: 72 * hour },
}

/** Thresholds as configured, in minutes; what is left out, or makes no sense, keeps its default. */
export function thresholdsOf(
  minutes: { readonly [K in Waiting]?: QuietThreshold | undefined } | undefined,
): QuietThresholds {
  const own = (waiting: Waiting): QuietThreshold => {
    const { notice, warn } = minutes?.[waiting] ?? {}
    const isSound = notice !== undefined && warn !== undefined && notice >= 0 && warn >= notice
    return isSound ? { notice: notice * minute, warn: warn * minute } : defaultThresholds[waiting]
  }
  return { profile: own('profile'), crypto: own('crypto'), bank: own('bank'), approval: own('approval') }
}

/** Only what Paxos's documentation or the calendar says; nothing is promised for the rest. */
const usual: Readonly<Record<Waiting, string>> = {
  crypto: ' Paxos docs: crypto confirmation takes seconds to minutes.',
  bank: ' Banks move money on business days only.',
  approval: ' It waits for an approval.',
  profile: '',
}

export type Quiet = {
  /** Milliseconds since the latest update of any record, by the server's clock. */
  readonly ms: number
  readonly level: 'fine' | 'notice' | 'warn'
  readonly sentence: string
}

/**
 * How long there has been no update; undefined once the orchestration is terminal, or when no record says when it last
 * changed. `nowMs` is the server's clock.
 */
export function quietFor(
  facts: Facts,
  nowMs: number,
  thresholds: QuietThresholds = defaultThresholds,
): Quiet | undefined {
  if (isTerminal(facts.orchestration.status)) return undefined
  const last = lastUpdate(facts)
  if (!last) return undefined
  const ms = Math.max(0, nowMs - last.ms)
  const waiting = waitingFor(facts)
  const spent = waiting === 'bank' ? businessMs(last.ms, last.ms + ms) : ms
  const threshold = waiting && thresholds[waiting]
  const level = !threshold || spent < threshold.notice ? 'fine' : spent < threshold.warn ? 'notice' : 'warn'
  const about = waiting && level !== 'fine' ? usual[waiting] : ''
  return { ms, level, sentence: `No update for ${durationText(ms)}.${about}` }
}

/** The latest time that any record of this payment gives. */
function lastUpdate(facts: Facts) {
  const { orchestration } = facts
  const records = [orchestration, ...legNames.map(name => legFacts(facts, name).transfer)]
  return latest(...records.flatMap(record => [readInstant(record?.created_at), readInstant(record?.updated_at)]))
}

/**
 * What it waits for: an approval, else the rail of the leg that is next. Undefined when Paxos doesn't say which rail, or reports a
 * status that may mean waiting for something else.
 */
export function waitingFor(facts: Facts): Waiting | undefined {
  const { known } = facts.orchestration.status
  if (known === undefined) return undefined
  if (known === 'PENDING') return 'approval'
  const source = legFacts(facts, 'source')
  const leg = source.progress === 'COMPLETED' ? legFacts(facts, 'destination') : source
  if (leg.transfer?.secondary_status?.name.known === 'PENDING_CUSTOMER_APPROVAL') return 'approval'
  return railOf(leg)
}

const railWaits = { crypto: 'crypto', fiat: 'bank', profile: 'profile' } as const satisfies Record<
  Exclude<RailEndpoint['rail'], 'other'>,
  Waiting
>

/** By the endpoint, else by the transfer's type. */
function railOf({ endpoint, transfer }: LegFacts): Waiting | undefined {
  if (endpoint && endpoint.rail !== 'other') return railWaits[endpoint.rail]
  const type = transfer?.type ?? ''
  if (type.startsWith('CRYPTO_')) return 'crypto'
  if (/^(WIRE|BANK)_/.test(type)) return 'bank'
  return /^(INTERNAL|PAXOS)_TRANSFER/.test(type) ? 'profile' : undefined
}

/** The milliseconds between two epoch times that fall on Monday to Friday in UTC. Bank holidays are not known here. */
export function businessMs(fromMs: number, toMs: number): number {
  return toMs <= fromMs ? 0 : businessSinceMonday(toMs) - businessSinceMonday(fromMs)
}

/** Business milliseconds since Monday, 5 January 1970, 00:00 UTC. */
function businessSinceMonday(ms: number): number {
  const since = ms - 4 * day
  const weeks = Math.floor(since / (7 * day))
  return weeks * 5 * day + Math.min(since - weeks * 7 * day, 5 * day)
}
