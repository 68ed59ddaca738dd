/** Orchestrations whose time runs from the first read of their ID. */
import { profile, wallet } from '../records/rail-endpoints.ts'
import { ruleIds } from '../rules.ts'
import { movingScenario } from '../scenario.ts'

export const moving = {
  'completes-in-20-s': movingScenario(
    {
      id: 'c996d361-3400-49dc-9d0a-6632441af87f',
      shows: 'Processing; both legs go from planned to completed, and it completes 20 s after the first read.',
      ref: 'orch-live',
      from: wallet('ETHEREUM', 'settlement'),
      to: wallet('SOLANA', 'settlement out'),
      assets: ['USDC', 'USDG'],
      amount: '2500.00',
      status: 'PROCESSING',
      source: { status: 'PENDING' },
      destination: { status: 'PENDING' },
      updated: 0,
      rule: ruleIds.settlement,
      profile: 'payouts',
    },
    [
      { after: 3, source: { status: 'PROCESSING', at: 3, until: 3 } },
      { after: 8, source: { status: 'COMPLETED', at: 3, until: 8 } },
      { after: 12, destination: { status: 'PROCESSING', at: 12, until: 12, fee: '0.25' } },
      { after: 20, status: 'COMPLETED', destination: { status: 'COMPLETED', at: 12, until: 19.7, fee: '0.25' } },
    ],
  ),
  'fails-in-30-s': movingScenario(
    {
      id: '09736a40-359e-42ac-ba72-e0d54caf9451',
      shows:
        'Processing; the source completes, the payout starts, and it fails at the destination 30 s after the first read.',
      ref: 'orch-live-fail',
      from: profile('payments'),
      to: wallet('BASE', 'fails'),
      assets: ['USDC', 'USDC'],
      amount: '480.50',
      status: 'PROCESSING',
      source: { status: 'PENDING' },
      destination: { status: 'PENDING' },
      updated: 0,
    },
    [
      { after: 4, source: { status: 'PROCESSING', at: 4, until: 4 } },
      { after: 10, source: { status: 'COMPLETED', at: 4, until: 10 } },
      { after: 15, destination: { status: 'PROCESSING', at: 15, until: 15, fee: '0.10' } },
      {
        after: 30,
        status: 'FAILED',
        destination: { status: 'FAILED', at: 15, until: 29.7, fee: '0.10' },
        reason: 'The network rejected the withdrawal after three attempts.',
      },
    ],
  ),
  'approved-in-10-s': movingScenario(
    {
      id: '5a141f1a-d40f-42ba-95ff-bc76343b0471',
      shows: 'Awaiting approval; approved 10 s after the first read, then processing, and completed after 25 s.',
      ref: 'orch-live-approval',
      from: profile('payouts'),
      to: wallet('ETHEREUM', 'live approval'),
      assets: ['USDG', 'USDG'],
      amount: '9100.00',
      status: 'PENDING',
      updated: 0,
      profile: 'payouts',
      events: [
        { type: 'orchestration.processing', at: 10 },
        { type: 'orchestration.completed', at: 25 },
      ],
    },
    [
      { after: 10, status: 'PROCESSING', source: { status: 'PROCESSING', at: 10, until: 10 } },
      { after: 13, source: { status: 'COMPLETED', at: 10, until: 13 }, destination: { status: 'PENDING' } },
      { after: 16, destination: { status: 'PROCESSING', at: 16, until: 16, fee: '1.10' } },
      { after: 25, status: 'COMPLETED', destination: { status: 'COMPLETED', at: 16, until: 24.7, fee: '1.10' } },
    ],
  ),
}
