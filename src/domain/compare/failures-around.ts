/** "Is it just this customer?": the failures of payments alike around one that failed, and what completed meanwhile. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { instantFromMs, readInstant } from '../text/instant.ts'
import { utcDateTime } from '../text/time-text.ts'
import { isAlike } from './route.ts'
import { newestFirst, type ReasonGroup, reasonGroups } from './rule-statistics.ts'

const hour = 3_600_000
/** The time looked at, and how much of it at most lies after the payment was created. */
const windowMs = 24 * hour
const afterMs = 12 * hour

/** `from` and `to` are epoch milliseconds, the second one exclusive; they bound `created_at`. */
export type Window = { readonly from: number; readonly to: number }

/**
 * The 24 hours around the creation of a payment: half of them after it, or as much as has passed since, the rest before
 * it. Undefined when it has no readable time of creation. `nowMs` is the server's clock.
 */
export function windowAround({ created_at }: Orchestration, nowMs: number): Window | undefined {
  const created = readInstant(created_at)
  if (!created) return undefined
  // A stamp from the future would put the end before the payment itself.
  const to = Math.max(created.ms + 1, Math.min(nowMs, created.ms + afterMs))
  return { from: to - windowMs, to }
}

/** "2026-04-19 12:30:01 UTC to 2026-04-20 12:30:01 UTC" */
export const windowText = ({ from, to }: Window): string =>
  `${utcDateTime(instantFromMs(from))} to ${utcDateTime(instantFromMs(to))}`

/** What tells one customer from another, the finest that the payment has. `customer_id` is the Paxos account itself. */
const owners = [
  ['identity_id', 'identity'],
  ['account_id', 'account'],
  ['profile_id', 'profile'],
] as const

export type FailuresAround = {
  /** Failures alike beside this one. */
  readonly others: number
  /** By what customers are told apart; undefined when this payment names none. */
  readonly owner: (typeof owners)[number][1] | undefined
  /** How many of the others are of another customer, and of how many. */
  readonly ofOthers: number
  readonly otherCustomers: number
  /** Failures of a customer that Paxos did not name. */
  readonly unnamed: number
  /** How many of the others have the very same reason. */
  readonly sameReason: number
  /** This one included, most frequent first; `latest` is another one where the group has one. */
  readonly groups: readonly ReasonGroup[]
  /** Older failures exist that were not looked at. */
  readonly more: boolean
}

/** `failed` is what Paxos lists as failed in the window; those that are not alike are left out. */
export function failuresAround(
  subject: Orchestration,
  failed: readonly Orchestration[],
  more: boolean,
): FailuresAround {
  const others = failed.filter(row => row.id !== subject.id && row.status.known === 'FAILED' && isAlike(subject, row))
  const [field, owner] = owners.find(([name]) => subject[name] !== undefined) ?? []
  const named = field === undefined ? [] : others.filter(row => row[field] !== undefined)
  const foreign = field === undefined ? [] : named.filter(row => row[field] !== subject[field])
  return {
    others: others.length,
    owner,
    ofOthers: foreign.length,
    otherCustomers: new Set(field === undefined ? [] : foreign.map(row => row[field])).size,
    unnamed: others.length - named.length,
    sameReason: others.filter(row => row.fail_reason?.detail === subject.fail_reason?.detail).length,
    // Last, so that the newest of its group is another one where there is one.
    groups: reasonGroups([...others.toSorted(newestFirst), subject]),
    more,
  }
}

export type CompletedAround = {
  readonly completed: number
  /** Of them, created after the payment that failed. */
  readonly since: number
  /** Of another customer. */
  readonly ofOthers: number
  readonly more: boolean
}

/** What completed in the same time, of those alike. */
export function completedAround(
  subject: Orchestration,
  completed: readonly Orchestration[],
  more: boolean,
): CompletedAround {
  const alike = completed.filter(row => row.status.known === 'COMPLETED' && isAlike(subject, row))
  const [field] = owners.find(([name]) => subject[name] !== undefined) ?? []
  return {
    completed: alike.length,
    since: alike.filter(row => newestFirst(subject, row) > 0).length,
    ofOthers: field ? alike.filter(row => row[field] !== undefined && row[field] !== subject[field]).length : 0,
    more,
  }
}

const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** The answer in one sentence, never surer than the lists it comes from. */
export function failuresSentence({ others, owner, ofOthers, otherCustomers, unnamed, more }: FailuresAround): string {
  const least = more ? 'at least ' : ''
  const failed = `${least}${plural(others, 'other')} failed`
  if (others === 0) return more ? 'None of the failures looked at is like it.' : 'No other payment like it failed.'
  if (owner === undefined) return `${capital(failed)}; this payment names no customer to compare with.`
  if (ofOthers > 0)
    return `No: ${failed}, ${others === ofOthers ? '' : `${plural(ofOthers, 'of them', 'of them')} `}of ${plural(otherCustomers, 'other customer')}.`
  if (unnamed > 0) return `${capital(failed)}, ${plural(unnamed, 'of them', 'of them')} of a customer not named.`
  return `${capital(failed)}, ${others === 1 ? '' : 'all '}of this customer.`
}

/** What the completed ones add: without any, a failure says little about the one customer. */
export function completedSentence(
  { completed, since, ofOthers, more }: CompletedAround,
  { owner }: FailuresAround,
): string {
  if (completed === 0)
    return more ? 'None of the completed ones looked at is like it.' : 'None like it completed either.'
  const count = `${plural(completed, 'payment')} like it completed${more ? ' among the newest looked at' : ''}`
  const alone = owner !== undefined && ofOthers === 0 ? ', all of this customer' : ''
  return `${count}${alone}, ${since === 0 ? 'none' : since.toLocaleString('en')} of them created after this one.`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
