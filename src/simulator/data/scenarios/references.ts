/** Orchestrations found by reference, and references that look like something else. */

import { profile, wallet } from '../records/rail-endpoints.ts'
import { scenario } from '../scenario.ts'
import { day, hour } from '../values/time.ts'
import { completed } from './completed.ts'

const ordinary = {
  from: wallet('BASE', 'references'),
  to: profile('payments'),
  assets: ['USDC', 'USD'],
  amount: '64.00',
  status: 'COMPLETED',
  source: { status: 'COMPLETED', at: 0.4, until: 8.2 },
  destination: { status: 'COMPLETED', at: 9.0, until: 9.5 },
  updated: 10,
} as const

export const references = {
  'shared-reference-first': scenario({
    ...ordinary,
    id: 'f2758200-9358-4145-8167-1f9fce52a413',
    shows: 'Failed; the first of two orchestrations with the reference order-7731. A lookup by reference offers both.',
    ref: 'order-7731',
    created: 49 * hour,
    status: 'FAILED',
    destination: { status: 'FAILED', at: 9.0, until: 9.5 },
    reason: 'Receiving profile is closed.',
  }),
  'shared-reference-second': scenario({
    ...ordinary,
    id: '6de9f080-cb8e-4086-bbbc-ecc460fcfdc4',
    shows: 'Completed; the second of two orchestrations with the reference order-7731.',
    ref: 'order-7731',
    created: 48 * hour,
  }),
  'reference-in-other-case': scenario({
    ...ordinary,
    id: 'a22063a5-41d6-4ca9-ae1a-2729700719d2',
    shows: 'Completed; its reference is ORDER-7731 in capitals, which differs from order-7731.',
    ref: 'ORDER-7731',
    created: 47 * hour,
  }),
  'reference-is-uuid': scenario({
    ...ordinary,
    id: 'e22553fc-4e6e-456e-bdc7-e0172e55e62f',
    shows: "Completed; its reference is a UUID that is not an orchestration's ID, so a lookup of that UUID leads here.",
    ref: '0b9f4c2e-7d61-4a8e-b3f5-92c8d1e07a64',
    created: 3 * day,
  }),
  'reference-is-another-id': scenario({
    ...ordinary,
    id: '27c7d3d7-d2c2-46c0-bd62-826fcda26ba9',
    shows: 'Completed; its reference is the ID of completed-same-asset. A lookup of that ID leads there: the ID wins.',
    ref: completed['completed-same-asset'].id,
    created: 5 * day,
  }),
}
