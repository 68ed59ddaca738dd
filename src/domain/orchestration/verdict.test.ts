import { describe, expect, test } from 'vitest'
import { factsOf, failedSample, sameAsset } from '../testing/facts.ts'
import { readVerdict } from './verdict.ts'

const checkSource = 'Check the source transfer before telling the customer where the funds are.'
const checkDestination = 'Check the destination transfer before telling the customer where the funds are.'
const checkPaxos = 'Check with Paxos before telling the customer where the funds are.'
const converting = 'The conversion from USDC to USDG is in progress or waiting (inferred).'
const unmarked = 'Paxos has not marked the orchestration completed.'

const verdicts: readonly (readonly [string, string, string, string, ...string[]])[] = [
  ['PENDING', 'absent', 'absent', 'Waiting for approval. No transfer reported yet.'],
  ['PENDING', 'PENDING', 'PENDING', 'Waiting for approval. Both transfers are planned; neither has started.'],
  [
    'PENDING',
    'COMPLETED',
    'absent',
    'Waiting for approval. Money in is complete; the payout is not reported yet.',
    converting,
  ],
  [
    'PENDING',
    'FAILED',
    'absent',
    'Waiting for approval, but the source transfer has failed.',
    'The payout is not reported yet.',
    checkSource,
  ],
  ['PROCESSING', 'absent', 'absent', 'Processing. No transfer reported yet.'],
  ['PROCESSING', 'PENDING', 'absent', 'Processing. Money in is planned; the payout is not reported yet.'],
  ['PROCESSING', 'PENDING', 'PENDING', 'Processing. Both transfers are planned; neither has started.'],
  ['PROCESSING', 'PROCESSING', 'absent', 'Processing. Money in is under way; the payout is not reported yet.'],
  ['PROCESSING', 'PROCESSING', 'PENDING', 'Processing. Money in is under way; the payout is planned.'],
  ['PROCESSING', 'PROCESSING', 'PROCESSING', 'Processing. Both transfers are under way.'],
  [
    'PROCESSING',
    'COMPLETED',
    'absent',
    'Processing. Money in is complete; the payout is not reported yet.',
    converting,
  ],
  ['PROCESSING', 'COMPLETED', 'PENDING', 'Processing. Money in is complete; the payout has not finished.', converting],
  ['PROCESSING', 'COMPLETED', 'PROCESSING', 'Processing. Money in is complete; the payout has not finished.'],
  ['PROCESSING', 'COMPLETED', 'COMPLETED', 'Processing. Money in and the payout are both complete.', unmarked],
  [
    'PROCESSING',
    'COMPLETED',
    'FAILED',
    'Processing, but the destination transfer has failed.',
    'Money in is complete.',
    checkDestination,
  ],
  [
    'PROCESSING',
    'FAILED',
    'PENDING',
    'Processing, but the source transfer has failed.',
    'The payout is planned.',
    checkSource,
  ],
  ['PROCESSING', 'FAILED', 'FAILED', 'Processing, but both transfers have failed.', checkSource],
  [
    'PROCESSING',
    'COMPLETED',
    'HELD',
    'Processing. Money in is complete; the payout has the unrecognised status "HELD".',
  ],
  ['PROCESSING', 'HELD', 'HELD', 'Processing. Both transfers have the unrecognised status "HELD".'],
  ['PROCESSING', 'no-status', 'absent', 'Processing. Money in has no status; the payout is not reported yet.'],
  ['COMPLETED', 'COMPLETED', 'COMPLETED', 'Completed. Money in and the payout are both complete.'],
  ['COMPLETED', 'absent', 'absent', 'Completed. No transfer reported.'],
  ['COMPLETED', 'absent', 'COMPLETED', 'Completed. Money in is not reported; the payout is complete.'],
  ['COMPLETED', 'COMPLETED', 'absent', 'Completed. Money in is complete; the payout is not reported.'],
  ['COMPLETED', 'COMPLETED', 'HELD', 'Completed. Money in is complete; the payout has the unrecognised status "HELD".'],
  [
    'COMPLETED',
    'COMPLETED',
    'PROCESSING',
    "Paxos's records disagree. The orchestration says COMPLETED; the destination transfer says PROCESSING.",
  ],
  [
    'COMPLETED',
    'FAILED',
    'COMPLETED',
    "Paxos's records disagree. The orchestration says COMPLETED; the source transfer says FAILED.",
    checkSource,
  ],
  [
    'FAILED',
    'absent',
    'absent',
    'Failed before or during the source transfer (inferred).',
    'No transfer reported.',
    checkPaxos,
  ],
  [
    'FAILED',
    'PENDING',
    'PENDING',
    'Failed before or during the source transfer (inferred).',
    'Both transfers are planned; neither has started.',
    checkSource,
  ],
  [
    'FAILED',
    'PROCESSING',
    'PENDING',
    'Failed before or during the source transfer (inferred).',
    'Money in is under way; the payout is planned.',
    checkSource,
  ],
  ['FAILED', 'FAILED', 'absent', 'Failed at the source transfer.', checkSource],
  ['FAILED', 'FAILED', 'PENDING', 'Failed at the source transfer.', checkSource],
  [
    'FAILED',
    'FAILED',
    'FAILED',
    'Failed at the source transfer.',
    'The destination transfer is reported as failed too.',
    checkSource,
  ],
  ['FAILED', 'COMPLETED', 'FAILED', 'Failed at the destination transfer.', 'Money in is complete.', checkDestination],
  [
    'FAILED',
    'COMPLETED',
    'absent',
    'Failed at the conversion (inferred).',
    'Money in is complete; the payout is not reported.',
    checkSource,
  ],
  [
    'FAILED',
    'COMPLETED',
    'PENDING',
    'Failed at the conversion (inferred).',
    'Money in is complete; the payout has not finished.',
    checkSource,
  ],
  [
    'FAILED',
    'COMPLETED',
    'PROCESSING',
    'Failed at the destination transfer (inferred).',
    'Money in is complete; the payout has not finished.',
    checkDestination,
  ],
  [
    'FAILED',
    'COMPLETED',
    'COMPLETED',
    "Paxos's records disagree. The orchestration says FAILED; both transfers say COMPLETED.",
    checkDestination,
  ],
  [
    'FAILED',
    'HELD',
    'absent',
    "Failed. Paxos doesn't say at which step.",
    'Money in has the unrecognised status "HELD"; the payout is not reported.',
    checkSource,
  ],
  ['REJECTED', 'absent', 'absent', 'Rejected at approval. No transfer reported.'],
  ['REJECTED', 'PENDING', 'PENDING', 'Rejected at approval. The transfers were not reached.'],
  [
    'REJECTED',
    'COMPLETED',
    'PENDING',
    'Rejected at approval. Money in is complete; the payout has not finished.',
    checkSource,
  ],
  [
    'HELD',
    'COMPLETED',
    'PROCESSING',
    'Paxos reports "HELD", which this version doesn\'t know. Check Paxos docs before advising the customer.',
    'Money in is complete; the payout has not finished.',
  ],
  [
    'HELD',
    'COMPLETED',
    'FAILED',
    'Paxos reports "HELD", which this version doesn\'t know. Check Paxos docs before advising the customer.',
    'Money in is complete; the payout failed.',
    checkDestination,
  ],
  [
    '',
    'absent',
    'absent',
    'Paxos reports no status for this orchestration. Check with Paxos before advising the customer.',
    'No transfer reported yet.',
  ],
]

test.each(verdicts)('%s, source %s, destination %s', (status, source, destination, sentence, ...detail) => {
  expect(readVerdict(factsOf(status, source, destination))).toEqual({ sentence, detail })
})

describe('with one asset', () => {
  test.each([
    ['PROCESSING', 'COMPLETED', 'PENDING', 'Processing. Money in is complete; the payout has not finished.', []],
    [
      'FAILED',
      'COMPLETED',
      'absent',
      'Failed before the destination transfer (inferred).',
      ['Money in is complete; the payout is not reported.', checkSource],
    ],
  ])('%s, source %s, destination %s says nothing of a conversion', (status, source, destination, sentence, detail) => {
    expect(readVerdict(factsOf(status, source, destination, sameAsset))).toEqual({ sentence, detail })
  })
})

test('transfer records do not change the verdict', () => {
  expect(readVerdict(failedSample())).toEqual(readVerdict(failedSample({}, { transfers: undefined })))
})

test('a rejected payment whose money is nonetheless going out', () => {
  expect(readVerdict(factsOf('REJECTED', 'COMPLETED', 'PROCESSING'))).toEqual({
    sentence: 'Rejected at approval. Money in is complete; the payout has not finished.',
    detail: [checkDestination],
  })
})
