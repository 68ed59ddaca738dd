/** What to say of text that is not an orchestration ID: what it was checked as, what it is instead, and what was searched. */
import type { PaxosEvent } from '#paxos/event.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { LookupProblem } from '../problems/lookup-problem.ts'
import { type ProblemContext, problemText } from '../problems/problem-text.ts'
import { oneLine } from '../text/plain-text.ts'
import { plural } from '../text/plural.ts'
import { dayIn, utcDateTime, utcZone } from '../text/time-text.ts'
import type { Owner, OwnerProgress, OwnerSearch } from './owner-search.ts'

export const checkedKinds = {
  reference: 'Reference of an orchestration',
  transfer: 'Transfer ID',
  rule: 'Rule ID',
  event: 'Event ID',
  transaction: 'Transaction hash',
  'transfer reference': 'Reference of a transfer',
} as const

/** One thing that a text was taken for, and what came of it. A problem means that nobody knows. */
export type Check = {
  readonly as: keyof typeof checkedKinds
  readonly outcome: 'checking' | 'none' | 'found' | LookupProblem
}

/** "Not allowed. …" is not "No match" is not "Not checked. …". */
export function checkText({ outcome }: Check, context: ProblemContext): string {
  if (outcome === 'checking') return 'Checking…'
  if (outcome === 'none') return 'No match'
  if (outcome === 'found') return 'Found'
  const { heading, body } = problemText(outcome, context)
  return outcome.code === 'upstream_forbidden'
    ? `Not allowed. ${[heading, ...body].join(' ')}`
    : `Not checked. ${heading}`
}

/** "Looking for its orchestration… Searched 2,000 so far, back to 2026-04-18 09:12:44 UTC." */
export function progressText(progress: OwnerProgress | undefined): string {
  if (progress?.reached === undefined) return 'Looking for its orchestration…'
  const searched = progress.compared.toLocaleString('en')
  return `Looking for its orchestration… Searched ${searched} so far, back to ${utcDateTime(progress.reached)}.`
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

/** "2 orchestrations used this transaction", of a hash that transfers share; undefined where none is known. */
export function sharedHeading(owners: readonly Owner[]): string | undefined {
  const many = new Set(owners.map(({ orchestration }) => orchestration.id)).size
  return many === 0 ? undefined : `${plural(many, 'orchestration')} used this transaction`
}

/** What a search that found some owners leaves open: the transfers without one, and whether it gave up on them. */
export function restText({ owners, ended, compared }: OwnerSearch, transfers: readonly Transfer[]): string | undefined {
  const left = withoutOwner(owners, transfers).length
  if (left === 0) return undefined
  const many = `${left} of its ${transfers.length} transfers ${left === 1 ? 'has' : 'have'} no orchestration that we found.`
  return ended === 'gave_up' ? `${many} Searched ${plural(compared, 'orchestration')}.` : many
}

/** How an identity's orchestrations were found, and what that leaves open. `more`: it has older transfers too. */
export function throughTransfers(
  search: OwnerSearch | undefined,
  transfers: readonly Transfer[],
  more: boolean,
): string {
  if (search === undefined) return 'Paxos lists no transfers of this identity.'
  const through = `Found through its ${more ? `latest ${transfers.length} transfers` : plural(transfers.length, 'transfer')}.`
  if (search.owners.length === 0) return searchText(search, transfers)
  const rest = restText(search, transfers)
  return rest === undefined ? through : `${through} ${rest}`
}

/** The transfers that no orchestration found so far has as a leg. */
export const withoutOwner = (owners: readonly Owner[], transfers: readonly Transfer[]): readonly Transfer[] =>
  transfers.filter(({ id }) => !owners.some(({ transferId }) => transferId === id))

/** How a search ended that left a transfer without its orchestration, and how far it went where it gave up. */
export function searchText({ ended, compared, span }: OwnerSearch, transfers: readonly Transfer[]): string {
  const isOne = transfers.length === 1
  switch (ended) {
    case 'found':
      return ''
    case 'no_profile':
      return "The transfer doesn't name its profile, so its orchestration can't be searched for."
    case 'no_time':
      return "The transfer has no creation time, so its orchestration can't be searched for."
    case 'all':
      return isOne
        ? "This transfer isn't part of an orchestration we could find. It may be a standalone deposit or withdrawal."
        : "These transfers aren't part of an orchestration we could find. They may be standalone deposits or withdrawals."
    case 'gave_up': {
      const back = span ? ` back to ${dayIn(span.from, utcZone)}` : ''
      return `Searched ${plural(compared, 'orchestration')}${back} without a match.`
    }
  }
}

/** What a rule is, for someone who took its id for an orchestration's. */
export const ruleSentence = ({ nickname, ref_id }: Rule): string =>
  nickname === undefined && ref_id === undefined
    ? 'This is a rule.'
    : `This is the rule "${oneLine(nickname ?? ref_id ?? '')}".`

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
      return `It's ${name}, which names no orchestration or transfer.`
  }
}
