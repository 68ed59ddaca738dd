/** How long nothing has been heard of an orchestration, and whether that is longer than usual for what it waits for. */
import { durationText } from '../text/duration.ts'
import { latest, readInstant } from '../text/instant.ts'
import type { Facts } from './facts.ts'
import { standing } from './holds.ts'
import { legFacts, legNames } from './leg.ts'
import { type QuietThreshold, railMeaning, railTable } from './rails.ts'
import { statusMeaning } from './status.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** By name: one for each rail, and one for whatever waits for a person. Milliseconds; of business time for banks. */
export type QuietThresholds = Readonly<Record<string, QuietThreshold>>

const personName = 'approval'

export const defaultThresholds: QuietThresholds = {
  [personName]: { notice: 24 * hour, warn: 72 * hour },
  ...Object.fromEntries(Object.values(railTable).map(({ quietName, quiet }) => [quietName, quiet])),
}

/** Thresholds as configured, in minutes; what is left out, or makes no sense, keeps its default. */
export function thresholdsOf(
  minutes: Readonly<Record<string, QuietThreshold | undefined>> | undefined,
): QuietThresholds {
  const entries = Object.entries(defaultThresholds).map(([name, usual]) => {
    const { notice, warn } = minutes?.[name] ?? {}
    const isSound = notice !== undefined && warn !== undefined && notice >= 0 && warn >= notice
    return [name, isSound ? { notice: notice * minute, warn: warn * minute } : usual] as const
  })
  return Object.fromEntries(entries)
}

export type Quiet = {
  /** Milliseconds since the latest update of any record, by the server's clock. */
  readonly ms: number
  readonly level: 'fine' | 'notice' | 'warn'
  /** "No update for 2 h 14 min. Usually takes seconds to minutes (Paxos docs)." */
  readonly sentence: string
}

/**
 * How long there has been no update; undefined once the orchestration is terminal, or when no record says when it last
 * changed. `nowMs` is the server's clock. A network's usual time is never said of what waits for a person.
 */
export function quietFor(
  facts: Facts,
  nowMs: number,
  thresholds: QuietThresholds = defaultThresholds,
): Quiet | undefined {
  if (statusMeaning(facts.orchestration.status).isTerminal) return undefined
  const last = lastUpdate(facts)
  if (!last) return undefined
  const ms = Math.max(0, nowMs - last.ms)
  const { name, isBusinessTime, usualTime } = waitingFor(facts) ?? {}
  const spent = isBusinessTime ? businessMs(last.ms, last.ms + ms) : ms
  const threshold = name === undefined ? undefined : thresholds[name]
  const level = !threshold || spent < threshold.notice ? 'fine' : spent < threshold.warn ? 'notice' : 'warn'
  const usual = level === 'fine' || usualTime === undefined ? '' : ` ${usualTime}`
  return { ms, level, sentence: `No update for ${durationText(ms)}.${usual}` }
}

/** The latest time that any record of this orchestration gives. */
function lastUpdate(facts: Facts) {
  const { orchestration } = facts
  const records = [orchestration, ...legNames.map(name => legFacts(facts, name).transfer)]
  return latest(...records.flatMap(record => [readInstant(record?.created_at), readInstant(record?.updated_at)]))
}

type Waiting = {
  /** The name of its thresholds. */
  readonly name: string
  readonly isBusinessTime: boolean
  readonly usualTime: string | undefined
}

const forPerson: Waiting = { name: personName, isBusinessTime: false, usualTime: undefined }

/**
 * What it waits for: a person, else the rail of the leg that is next. Undefined when Paxos doesn't say which rail, or
 * reports a status or a hold that may mean waiting for something else.
 */
function waitingFor(facts: Facts): Waiting | undefined {
  const { status } = facts.orchestration
  if (status.known === undefined) return undefined
  if (statusMeaning(status).isApproval) return forPerson
  const reported = standing(facts, false)
  if (reported) return reported.meaning?.waitsForPerson ? forPerson : undefined
  const source = legFacts(facts, 'source')
  const { endpoint, transfer } = source.progress === 'completed' ? legFacts(facts, 'destination') : source
  const rail = railMeaning(endpoint, transfer?.type)
  return rail && { name: rail.quietName, isBusinessTime: rail.isBusinessTime, usualTime: rail.usualTime }
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
