/** What to say of a text that is no orchestration's id: what it was checked as, what it is instead, and what was searched. */
import type { PaxosEvent } from '#paxos/event.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { LookupProblem } from '../problems/lookup-problem.ts'
import { type ProblemContext, problemText } from '../problems/problem-text.ts'
import { oneLine } from '../text/plain-text.ts'
import { utcDateTime } from '../text/time-text.ts'
import type { Owner, OwnerProgress, OwnerSearch } from './owner-search.ts'

export const checkedKinds = {
  reference: 'Reference ID of an orchestration',
  transfer: 'Transfer ID',
  rule: 'Rule ID',
  event: 'Event ID',
  transaction: 'Transaction hash',
  'transfer reference': 'Reference ID of a transfer',
} as const

/** One thing that a text was taken for, and what came of it. A problem means that nobody knows. */
export type Check = {
  readonly as: keyof typeof checkedKinds
  readonly outcome: 'checking' | 'none' | 'found' | LookupProblem
}

/** "Not allowed. Paxos's credentials here lack `transfer:read_transfer`." is not "None" is not "Not checked." */
export function checkText({ outcome }: Check, context: ProblemContext): string {
  if (outcome === 'checking') return 'Checking…'
  if (outcome === 'none') return 'None has it'
  if (outcome === 'found') return 'Found'
  const { heading, body } = problemText(outcome, context)
  return outcome.code === 'upstream_forbidden'
    ? `Not allowed. ${[heading, ...body].join(' ')}`
    : `Not checked. ${heading}`
}

const count = (many: number, one: string) => `${many.toLocaleString('en')} ${one}${many === 1 ? '' : 's'}`

/** "Compared 2,000 orchestrations so far, down to 2026-04-18 09:12:44 UTC." */
export function progressText(progress: OwnerProgress | undefined): string {
  if (progress?.reached === undefined) return 'Looking for its orchestration…'
  const far = `${count(progress.compared, 'orchestration')} so far, down to ${utcDateTime(progress.reached)}`
  return `Looking for its orchestration… Compared ${far}.`
}

/** "source transfer", "destination transfer", "source and destination transfer". */
export function roleText(owners: readonly Owner[]): string {
  return `${[...new Set(owners.map(({ role }) => role))].join(' and ')} transfer`
}

/** "It's the source transfer of one orchestration."; undefined where none is known. */
export function ownersSentence(owners: readonly Owner[]): string | undefined {
  const many = new Set(owners.map(({ orchestration }) => orchestration.id)).size
  if (many === 0) return undefined
  return many === 1
    ? `It's the ${roleText(owners)} of one orchestration.`
    : `${many} orchestrations have it as their ${roleText(owners)}.`
}

/** The same of a text that several transfers share, such as a transaction hash. */
export function sharedSentence(owners: readonly Owner[]): string | undefined {
  const many = new Set(owners.map(({ orchestration }) => orchestration.id)).size
  return many === 0 ? undefined : `Its transfers belong to ${count(many, 'orchestration')}.`
}

/** What a search that found some owners leaves open: the transfers without one, and whether it gave up on them. */
export function restText({ owners, ended, compared }: OwnerSearch, transfers: readonly Transfer[]): string | undefined {
  const left = withoutOwner(owners, transfers).length
  if (left === 0) return undefined
  const many = `${left} of its ${transfers.length} transfers ${left === 1 ? 'has' : 'have'} no orchestration that we found.`
  return ended === 'gave_up' ? `${many} We gave up after ${count(compared, 'orchestration')}.` : many
}

/** The transfers that no orchestration found so far has as a leg. */
export const withoutOwner = (owners: readonly Owner[], transfers: readonly Transfer[]): readonly Transfer[] =>
  transfers.filter(({ id }) => !owners.some(({ transferId }) => transferId === id))

/** How a search ended that left a transfer without its orchestration: what was compared and what was not. */
export function searchText({ ended, compared, span }: OwnerSearch, transfers: readonly Transfer[]): string {
  const profiles = new Set(transfers.flatMap(({ profile_id }) => profile_id ?? []))
  const whose = profiles.size === 1 ? `profile ${oneLine([...profiles][0] ?? '')}` : `${profiles.size} profiles`
  const when = span ? ` created between ${utcDateTime(span.from)} and ${utcDateTime(span.to)}` : ''
  switch (ended) {
    case 'found':
      return ''
    case 'no_profile':
      return "The transfer record doesn't say whose profile it belongs to, so there is no list to search."
    case 'no_time':
      return "The transfer record doesn't say when it was made, so there is no list to search."
    case 'all': {
      const own = 'It may be a deposit or withdrawal of its own.'
      if (compared === 0) return `There are no orchestrations that ${whose}${when}. ${own}`
      return compared === 1
        ? `The one orchestration that ${whose}${when} doesn't have it as a leg. ${own}`
        : `None of the ${count(compared, 'orchestration')} that ${whose}${when} has it as a leg. ${own}`
    }
    case 'gave_up':
      return `We gave up after ${count(compared, 'orchestration')}, those that ${whose}${when}. It may belong to one created earlier.`
  }
}

/** What a rule is, for someone who took its id for an orchestration's. */
export const ruleSentence = ({ nickname, ref_id }: Rule): string =>
  nickname === undefined && ref_id === undefined
    ? "It's a rule, by which deposits become orchestrations."
    : `It's the rule "${oneLine(nickname ?? ref_id ?? '')}", by which deposits become orchestrations.`

/** What an event is about, by its own type: one of ours, a transfer's, or something else. */
export function eventSubject({ type, object_type, object_id }: PaxosEvent): 'orchestration' | 'transfer' | 'other' {
  if (object_id === undefined) return 'other'
  const word = (object_type ?? type?.split('.')[0])?.toLowerCase()
  return word === 'orchestration' || word === 'transfer' ? word : 'other'
}

/** "It's the event orchestration.failed of one orchestration." `role` once the transfer's orchestration is known. */
export function eventSentence(event: PaxosEvent, role: string | undefined): string {
  const name = event.type === undefined ? 'an event' : `the event ${oneLine(event.type)}`
  switch (eventSubject(event)) {
    case 'orchestration':
      return `It's ${name} of one orchestration.`
    case 'transfer':
      return role === undefined ? `It's ${name} of a transfer.` : `It's ${name} of the ${role} of one orchestration.`
    case 'other':
      return `It's ${name}, which is not about an orchestration or a transfer that it names.`
  }
}
