/** IDs and hashes of things other than orchestrations. */

import { looseIds } from './records/loose-records.ts'
import { seededHash } from './records/rail-endpoints.ts'
import { ruleIds } from './rules.ts'
import { failures } from './scenarios/failures.ts'
import { transferProblems } from './scenarios/transfer-problems.ts'
import { seededUuid } from './values/seeded.ts'

type OtherId = {
  readonly id: string
  /** One line: what it is, and what a lookup finds. */
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
    shows:
      'A transfer that belongs to no orchestration: all orchestrations of its profile are compared without a match.',
  },
  'transfer-gives-up': {
    id: looseIds.unsearchable,
    shows: 'A transfer of a profile with short list pages: the search for its orchestration stops at its limit.',
  },
  'forbidden-transfer': {
    id: seededUuid(`${transferProblems['forbidden-transfers'].id} source`),
    shows: 'A transfer that is forbidden (403 for a missing scope), so its kind stays unknown.',
  },
  'rule-id': { id: ruleIds.settlement, shows: 'The rule "Merchant settlement".' },
  'forbidden-rule': {
    id: ruleIds.forbidden,
    shows: 'A rule that is forbidden (403 for a missing scope), so its kind stays unknown.',
  },
  'orchestration-event': {
    id: seededUuid(`${first} event 3`),
    shows: 'The orchestration.failed event of the first scenario.',
  },
  'transfer-event': {
    id: seededUuid(`${first} event 1`),
    shows: 'An event about the source transfer of the first scenario.',
  },
  'other-event': { id: looseIds.event, shows: 'An event about an identity, which leads to no orchestration.' },
  'transaction-hash': {
    id: seededHash('ETHEREUM', 'one transaction, two deposits'),
    shows: 'The transaction of the deposits of shared-hash-first and shared-hash-second.',
  },
} as const satisfies Record<string, OtherId>
