/** Orchestrations explained by a transfer record, or whose transfer record is unavailable. */

import { bankAccount, profile, seededAddress, wallet } from '../records/rail-endpoints.ts'
import { scenario } from '../scenario.ts'
import { day, hour, minute } from '../values/time.ts'

const trustless = seededAddress('STELLAR', 'missing trustline')
const wrongMint = seededAddress('SOLANA', 'wrong mint')
const expensive = seededAddress('SOLANA', 'max rent')

export const transferProblems = {
  'missing-trustline': scenario({
    id: 'fc903fb1-e684-406a-9c1c-cbb860027a1e',
    shows: "Failed at the destination transfer: the recipient's Stellar account has no trustline for the asset.",
    ref: 'orch-xlm-204',
    created: 10 * hour,
    from: wallet('ETHEREUM', 'trustline'),
    to: wallet('STELLAR', 'missing trustline'),
    assets: ['USDC', 'PYUSD'],
    amount: '55.00',
    status: 'FAILED',
    source: { status: 'COMPLETED', at: 0.9, until: 70.1 },
    destination: {
      status: 'FAILED',
      at: 73.5,
      until: 79.9,
      fee: '0.01',
      record: {
        status_details: {
          missing_trustline: {
            message: 'The account holds no trustline for PYUSD.',
            destination_address: trustless,
            asset: 'PYUSD',
          },
        },
      },
    },
    updated: 80.4,
    reason: 'Destination transfer failed.',
  }),
  'invalid-destination-address': scenario({
    id: '8f8a2c7c-f4ea-4a6c-9c43-f73f25e8d407',
    shows: 'Failed at the destination transfer: the recipient address is a token account for another asset.',
    ref: 'orch-sol-7719',
    created: 12 * hour,
    from: profile('payments'),
    to: wallet('SOLANA', 'wrong mint'),
    assets: ['USDG', 'USDG'],
    amount: '19.90',
    status: 'FAILED',
    source: { status: 'COMPLETED', at: 0.3, until: 0.7 },
    destination: {
      status: 'FAILED',
      at: 1.9,
      until: 3.3,
      fee: '0.01',
      record: {
        status_details: {
          invalid_destination_address: { message: 'Token account of another mint.', destination_address: wrongMint },
        },
      },
    },
    updated: 3.6,
    reason: 'Destination transfer was cancelled.',
  }),
  'stale-fee-quote': scenario({
    id: '5dea4d41-68cf-41f1-8372-70acb1cd99e4',
    shows: 'Failed at the destination transfer: the fee quote expired; your payments team can retry.',
    ref: 'orch-fee-0815',
    created: 14 * hour,
    from: wallet('BASE', 'stale fee'),
    to: wallet('ETHEREUM', 'stale fee'),
    assets: ['USDC', 'USDC'],
    amount: '480.00',
    status: 'FAILED',
    source: { status: 'COMPLETED', at: 0.4, until: 8.8 },
    destination: {
      status: 'FAILED',
      at: 10.6,
      until: 41.0,
      fee: '3.75',
      record: { status_details: { stale_fee_quote: { message: 'On-chain state changed after the quote.' } } },
    },
    updated: 41.7,
    reason: 'Destination transfer was cancelled.',
  }),
  'max-rent-exceeded': scenario({
    id: 'da24bf57-c4d0-43d1-b568-e59898b59ddd',
    shows:
      "Failed at the destination transfer: opening the recipient's account costs more than the limit, so ask Paxos.",
    ref: 'orch-rent-12',
    created: 18 * hour,
    from: profile('payouts'),
    to: wallet('SOLANA', 'max rent'),
    assets: ['USDC', 'PYUSD'],
    amount: '3.00',
    status: 'FAILED',
    profile: 'payouts',
    source: { status: 'COMPLETED', at: 0.3, until: 0.6 },
    destination: {
      status: 'FAILED',
      at: 2.2,
      until: 5.1,
      fee: '0.01',
      record: {
        status_details: {
          max_rent_exceeded: {
            message: 'Rent of the account is above the allowed limit.',
            destination_address: expensive,
          },
        },
      },
    },
    updated: 5.5,
    reason: 'Destination transfer failed.',
  }),
  'unknown-secondary-status': scenario({
    id: '1d260d28-634c-4a3e-be95-9d2c255a3378',
    shows: 'Processing; the transfer has an unknown secondary status and an unknown status detail.',
    ref: 'orch-new-word-3',
    created: 35 * minute,
    from: wallet('ETHEREUM', 'new word'),
    to: profile('payments'),
    assets: ['USDC', 'USD'],
    amount: '812.00',
    status: 'PROCESSING',
    source: {
      status: 'PROCESSING',
      at: 0.8,
      until: 61,
      record: {
        secondary_status: { name: 'SOURCE_OF_FUNDS_REVIEW', detail: 'A document is being looked at.' },
        status_details: { source_of_funds: { message: 'Expected within a day.' } },
      },
    },
    destination: { status: 'PENDING' },
    updated: 61.5,
  }),
  'slow-transfers': scenario({
    id: '6b923eae-bdca-4d19-82ae-f99f6555213f',
    shows: 'Completed; its transfer records take 5 s to arrive, and the page does not wait for them.',
    ref: 'orch-slow-transfers',
    created: 19 * hour,
    from: wallet('ETHEREUM', 'slow'),
    to: profile('payments'),
    assets: ['USDC', 'USD'],
    amount: '640.00',
    status: 'COMPLETED',
    source: { status: 'COMPLETED', at: 0.8, until: 62.4 },
    destination: { status: 'COMPLETED', at: 63.7, until: 64.1 },
    updated: 64.6,
    transfersQuirk: 'slow',
  }),
  'forbidden-transfers': scenario({
    id: '65992e9d-cef5-4f42-8532-07d4fad907d6',
    shows:
      'Completed; reading its transfer records is forbidden (403 for a missing scope), the rest of the page is complete.',
    ref: 'orch-forbidden-transfers',
    created: 21 * hour,
    from: wallet('SOLANA', 'forbidden'),
    to: bankAccount('forbidden'),
    assets: ['USDG', 'USD'],
    amount: '2750.00',
    status: 'COMPLETED',
    source: { status: 'COMPLETED', at: 0.6, until: 13.1 },
    destination: { status: 'COMPLETED', at: 16.0, until: 5460, fee: '15.00' },
    updated: 5461.2,
    transfersQuirk: 'forbidden-scope',
  }),
  'missing-transfers': scenario({
    id: 'e7422d53-67ef-4755-ab72-802496f3a1d0',
    shows: 'Completed; it names two transfers, and neither exists.',
    ref: 'orch-missing-transfers',
    created: 5 * day,
    from: profile('payments'),
    to: profile('treasury'),
    assets: ['USDC', 'USDG'],
    amount: '10.00',
    status: 'COMPLETED',
    updated: 2.2,
    patch: {
      source_transfer: { transfer_id: '1077544a-5d2d-40d3-babc-920f3e7386e2', status: 'COMPLETED' },
      destination_transfer: { transfer_id: '3356a1af-85e1-49b9-8a1b-47420d04b898', status: 'COMPLETED' },
    },
  }),
}
