/** "Only this customer?": similar failures around one that failed, and what completed meanwhile. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { statusMeaning } from '../orchestration/status.ts'
import { instantFromMs, readInstant } from '../text/instant.ts'
import { plural } from '../text/plural.ts'
import { utcDateTime } from '../text/time-text.ts'
import { newestFirst, type ReasonGroup, reasonGroups } from './reason-groups.ts'
import { isAlike } from './route.ts'

const hour = 3_600_000
/** The time looked at, and how much of it at most lies after its creation. */
const windowMs = 24 * hour
const afterMs = 12 * hour

/** `from` and `to` are epoch milliseconds, the second one exclusive; they bound `created_at`. */
export type Window = { readonly from: number; readonly to: number }

/**
 * The 24 hours around the creation of an orchestration: half of them after it, or as much as has passed since, the rest before
 * it. Undefined when it has no readable time of creation. `nowMs` is the server's clock.
 */
export function windowAround({ created_at }: Orchestration, nowMs: number): Window | undefined {
  const created = readInstant(created_at)
  if (!created) return undefined
  // A stamp from the future would put the end before the orchestration itself.
  const to = Math.max(created.ms + 1, Math.min(nowMs, created.ms + afterMs))
  return { from: to - windowMs, to }
}

/** "2026-04-19 12:30:01 UTC to 2026-04-20 12:30:01 UTC" */
export const windowText = ({ from, to }: Window): string =>
  `${utcDateTime(instantFromMs(from))} to ${utcDateTime(instantFromMs(to))}`

/** What tells one customer from another, the finest that the orchestration has. `customer_id` is the Paxos account itself. */
const owners = [
  ['identity_id', 'identity'],
  ['account_id', 'account'],
  ['profile_id', 'profile'],
] as const

export type FailuresAround = {
  /** Similar ones beside this one that ended in the same way. */
  readonly others: number
  /** By what customers are told apart; undefined when this orchestration names none. */
  readonly owner: (typeof owners)[number][1] | undefined
  /** How many of the others are of another customer, and of how many. */
  readonly ofOthers: number
  readonly otherCustomers: number
  /** Failures of a customer that Paxos did not name. */
  readonly unnamed: number
  /** How many of the others have the very same reason. */
  readonly sameReason: number
  /** The others by reason, most frequent first: they add up to `others`. */
  readonly groups: readonly ReasonGroup[]
  /** Older failures exist that were not looked at. */
  readonly more: boolean
}

/** `failed` is what Paxos lists in the window; those that ended differently or are not similar are left out. */
export function failuresAround(
  subject: Orchestration,
  failed: readonly Orchestration[],
  more: boolean,
): FailuresAround {
  const others = failed.filter(
    row => row.id !== subject.id && row.status.raw === subject.status.raw && isAlike(subject, row),
  )
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
    groups: reasonGroups(others.toSorted(newestFirst)),
    more,
  }
}

export type CompletedAround = {
  readonly completed: number
  /** Of them, created after the one that failed. */
  readonly since: number
  /** Of another customer. */
  readonly ofOthers: number
  readonly more: boolean
}

/** What completed in the same time, of the similar ones. */
export function completedAround(
  subject: Orchestration,
  completed: readonly Orchestration[],
  more: boolean,
): CompletedAround {
  const alike = completed.filter(row => statusMeaning(row.status).isSuccess && isAlike(subject, row))
  const [field] = owners.find(([name]) => subject[name] !== undefined) ?? []
  return {
    completed: alike.length,
    since: alike.filter(row => newestFirst(subject, row) > 0).length,
    ofOthers: field ? alike.filter(row => row[field] !== undefined && row[field] !== subject[field]).length : 0,
    more,
  }
}

/** "No." in front of what follows, where the numbers answer the question; and the sentence itself. */
export type Answer = { readonly lead: string | undefined; readonly text: string }

const similar = 'similar orchestration'

/** The answer, never surer than the lists it comes from. `completed` is undefined while that list is not read. */
export function failuresAnswer(
  subject: Orchestration,
  around: FailuresAround,
  completed: CompletedAround | undefined,
): Answer {
  const { others, owner, ofOthers, otherCustomers, unnamed, sameReason, more } = around
  const { alsoDid: verbs = ['also ended like this', 'also ended like this'] } = statusMeaning(subject.status)
  const least = more ? 'at least ' : ''
  const some = (count: number) => `${count === others ? least : ''}${plural(count, similar)}`
  if (others === 0) return noneFailed(around, completed)
  const alsoDid = (count: number) => verbs[count === 1 ? 0 : 1]
  const reason = reasonText(subject, others, sameReason)
  if (owner === undefined)
    return answer(undefined, `${some(others)} ${alsoDid(others)}${reason}. This one names no customer to compare with.`)
  const own = others - ofOthers - unnamed
  const rest = [
    ...(own > 0 ? [`${own.toLocaleString('en')} more from this customer`] : []),
    ...(unnamed > 0 ? [`${unnamed.toLocaleString('en')} more with no customer named`] : []),
  ]
  if (ofOthers > 0) {
    const from = `${some(ofOthers)} from ${plural(otherCustomers, 'other customer')} ${alsoDid(ofOthers)}`
    return answer('No.', `${[from, ...rest].join(', ')}${reason}.`)
  }
  if (unnamed > 0)
    return answer(
      undefined,
      `${some(others)} ${alsoDid(others)}, ${unnamed.toLocaleString('en')} with no customer named${reason}.`,
    )
  return answer(
    'So far, yes.',
    `${some(others)} ${alsoDid(others)}, ${others === 1 ? '' : 'all '}from this customer${reason}.`,
  )
}

const answer = (lead: string | undefined, text: string): Answer => ({
  lead,
  text: text.charAt(0).toUpperCase() + text.slice(1),
})

/** Its part of the others, in the words of their sum. */
function reasonText(subject: Orchestration, others: number, sameReason: number): string {
  if (sameReason === 0) return ''
  const which = subject.fail_reason?.detail === undefined ? 'without a reason too' : 'for this reason'
  if (sameReason === others) return `, ${others === 1 ? '' : 'all '}${which}`
  return `, ${sameReason.toLocaleString('en')} ${which}`
}

function noneFailed({ owner, more }: FailuresAround, completed: CompletedAround | undefined): Answer {
  if (more) return answer(undefined, `None of the failures looked at is similar.`)
  if (completed?.completed === 0 && !completed.more) return answer(undefined, `No ${similar}s in these 24 hours.`)
  const none = `no ${similar} failed in these 24 hours.`
  return answer(owner !== undefined && completed && completed.ofOthers > 0 ? 'It seems so.' : undefined, none)
}

/** "31 completed, 1 of them since." Undefined where `failuresAnswer` already says that there was nothing. */
export function completedText(
  { completed, since, ofOthers, more }: CompletedAround,
  owner?: string,
): string | undefined {
  if (completed === 0) return more ? 'None of the completed ones looked at is similar.' : undefined
  const alone = owner !== undefined && ofOthers === 0 ? ', all from this customer' : ''
  const looked = more ? ' among the newest looked at' : ''
  return `${completed.toLocaleString('en')} completed${looked}${alone}, ${since === 0 ? 'none' : since.toLocaleString('en')} of them since.`
}

/** The same with its noun: "31 similar orchestrations completed, 1 of them since." */
export function completedSentence(around: CompletedAround, owner?: string): string | undefined {
  const text = completedText(around, owner)
  return around.completed === 0
    ? text
    : text?.replace(' completed', ` ${similar}${around.completed === 1 ? '' : 's'} completed`)
}

/** "Customers counted by identity ID." */
export const ownerText = ({ owner }: FailuresAround): string | undefined => owner && `Customers counted by ${owner} ID.`
