/** Payments that failed, one for every place where a failure can stand. */
import { wallet } from '../ends.ts'
import { scenario } from '../scenario.ts'

export const failures = {
  'failed-at-destination': scenario({
    id: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
    shows: 'Failed at the destination transfer: 100 USDC arrived, the USDG payout was refused, and Paxos says why.',
    ref: 'orch-usdc-usdg-a3b1c2d4',
    created: '2026-04-20T12:30:01.397730Z',
    from: wallet('ETHEREUM', 'example', { address: '0x52908400098527886E0F7030069857D2E4169EE7' }),
    to: wallet('SOLANA', 'example', { address: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV' }),
    assets: ['USDC', 'USDG'],
    amount: '100',
    status: 'FAILED',
    source: {
      id: '35e3d34d-5552-4185-9583-d6b2856291c0',
      status: 'COMPLETED',
      at: 0.8,
      until: 68.7,
      record: { crypto_tx_hash: '0xf4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16' },
    },
    destination: {
      id: '91252ea9-1659-4ca2-9e3a-310612e44233',
      status: 'FAILED',
      at: 123.9,
      until: 248.8,
      fee: '0.15',
    },
    updated: 249.1,
    reason: 'Beneficiary address is not on the approved list.',
    metadata: { my_id: '4f8a2b6c-9d1e-4c3a-b5f7-0e2d8a7c1b9f' },
  }),
}
