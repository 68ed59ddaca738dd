/** Two orchestrations whose deposits share a transaction. */

import { profile, seededHash, wallet } from '../records/rail-endpoints.ts'
import { scenario } from '../scenario.ts'
import { hour } from '../values/time.ts'

const hash = seededHash('ETHEREUM', 'one transaction, two deposits')

const deposit = {
  from: wallet('ETHEREUM', 'shared hash'),
  to: profile('payments'),
  assets: ['USDC', 'USD'],
  status: 'COMPLETED',
  source: { status: 'COMPLETED', at: 0.6, until: 31, record: { crypto_tx_hash: hash } },
  destination: { status: 'COMPLETED', at: 32, until: 33 },
  updated: 34,
} as const

export const sharedHash = {
  'shared-hash-first': scenario({
    ...deposit,
    id: '4b8d2c60-91e7-4f35-a0c4-7d16e8f2b953',
    shows: 'Completed; one of two orchestrations whose deposits share a transaction. A lookup by its hash offers both.',
    ref: 'batch-deposit-1',
    created: 30 * hour,
    amount: '410.00',
  }),
  'shared-hash-second': scenario({
    ...deposit,
    id: 'c05f7e18-3a6d-4192-8e5b-f49b2d70a6c1',
    shows: 'Completed; the other of two orchestrations whose deposits share a transaction.',
    ref: 'batch-deposit-2',
    created: 30 * hour,
    amount: '95.50',
  }),
}
