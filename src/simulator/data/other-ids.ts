/** Ids and hashes of other things than orchestrations, for whoever has only one of those in hand. */
import { seededHash } from './ends.ts'
import { looseIds } from './loose-records.ts'
import { ruleIds } from './rules.ts'
import { failures } from './scenarios/failures.ts'
import { transferProblems } from './scenarios/transfer-problems.ts'
import { seededUuid } from './seeded.ts'

type OtherId = {
  readonly id: string
  /** One plain line: what it is, and what looking it up leads to. */
  readonly shows: string
}

const first = failures['failed-at-destination'].id

export const otherIds = {
  'destination-transfer': {
    id: '91252ea9-1659-4ca2-9e3a-310612e44233',
    shows: 'The destination transfer of the first scenario.',
  },
  'transfer-alone': {
    id: looseIds.alone,
    shows: 'A transfer that belongs to no orchestration: all of its profile are compared, and none has it as a leg.',
  },
  'transfer-gives-up': {
    id: looseIds.unsearchable,
    shows: 'A transfer of a profile whose lists come in short pages: the search for its orchestration gives up.',
  },
  'forbidden-transfer': {
    id: seededUuid(`${transferProblems['forbidden-transfers'].id} source`),
    shows: 'A transfer that may not be read (403 for a missing scope), so it is not known what this is.',
  },
  'rule-id': { id: ruleIds.settlement, shows: 'The rule "Merchant settlement".' },
  'forbidden-rule': {
    id: ruleIds.forbidden,
    shows: 'A rule that may not be read (403 for a missing scope), so it is not known what this is.',
  },
  'orchestration-event': {
    id: seededUuid(`${first} event 3`),
    shows: 'The event orchestration.failed of the first scenario.',
  },
  'transfer-event': {
    id: seededUuid(`${first} event 1`),
    shows: 'An event about the source transfer of the first scenario.',
  },
  'other-event': { id: looseIds.event, shows: 'An event about an identity, which leads to no orchestration.' },
  'transaction-hash': {
    id: seededHash('ETHEREUM', 'one transaction, two deposits'),
    shows: 'The transaction of the two deposits of shared-hash-first and shared-hash-second.',
  },
} as const satisfies Record<string, OtherId>
