import { describe, expect, test } from 'vitest'
import type { Facts } from '../orchestration/facts.ts'
import type { LookupProblem } from '../problems/lookup-problem.ts'
import {
  destinationTransfer,
  eventOf,
  factsOf,
  failedSample,
  orchestrationOf,
  sourceTransfer,
} from '../testing/facts.ts'
import { answerStrip, comparisonOf } from './answer-strip.ts'
import type { Cell, ComparedList, ReadState, StripReads } from './cell.ts'

const nowMs = Date.parse('2026-04-20T12:40:00Z')
const read = { kind: 'read', value: undefined } as const
const loading = { kind: 'loading' } as const
const problem = (code: LookupProblem['code']) =>
  ({ kind: 'problem', problem: { code, things: 'transfers', scope: 'x:y' } }) as const
const list = (...rows: ComparedList['rows']): ReadState<ComparedList> => ({
  kind: 'read',
  value: { rows, more: false },
})
const all: StripReads = {
  environment: 'production',
  transfers: { source: read, destination: read },
  events: read,
  failed: list(),
  completed: list(),
  nowMs,
}

const strip = (facts: Facts, reads: Partial<StripReads> = {}) => answerStrip(facts, { ...all, ...reads })
/** A cell as it is read: "heading [state] lead text “quote” | more | → link". */
const line = ({ heading, state, lead, text, quote, more = [], link }: Cell) =>
  [
    [heading, state === 'ready' ? '' : `[${state}]`, lead, text, quote && `“${quote}”`].filter(Boolean).join(' '),
    ...more,
    ...(link ? [`→ ${link}`] : []),
  ].join(' | ')
const lines = (facts: Facts, reads?: Partial<StripReads>) => strip(facts, reads).map(line)

const check = 'Check the destination transfer before you tell the customer where the funds are.'
const similar = (id: string, json: object = {}) =>
  orchestrationOf({ id, status: 'FAILED', identity_id: 'bob', fail_reason: { detail: 'Paused.' }, ...json })
const failed = failedSample({ identity_id: 'ann', fail_reason: { detail: 'Paused.' } })

describe('after a failure', () => {
  test('Paxos’s reason, the next step, and whether it is only this customer', () => {
    const completed = list(similar('c', { status: 'COMPLETED' }), similar('d', { status: 'COMPLETED' }))
    expect(lines(failed, { failed: list(similar('a'), similar('b')), completed })).toEqual([
      "Paxos's reason “Paused.”",
      `Next step Nobody has been asked to act. | ${check}`,
      'Only this customer? No. 2 similar orchestrations from 1 other customer also failed, all for this reason. | 2 completed, none of them since. | → compare',
    ])
  })

  test('a rejection is answered in the same cells', () => {
    const facts = factsOf('REJECTED', 'absent', 'absent', { identity_id: 'ann' })
    expect(lines(facts, { failed: list(similar('a', { status: 'REJECTED', fail_reason: undefined })) })).toEqual([
      "Paxos's reason Paxos gave no reason.",
      'Next step Nobody has been asked to act.',
      'Only this customer? No. 1 similar orchestration from 1 other customer was also rejected, without a reason too. | → compare',
    ])
  })

  test('what a transfer record reports is the next step', () => {
    const destination = destinationTransfer({ status_details: { missing_trustline: {} }, asset: 'PYUSD' })
    const facts = failedSample({}, { transfers: { source: sourceTransfer(), destination } })
    expect(lines(facts)[1]).toBe(`Next step The recipient: add a trustline for PYUSD | ${check}`)
  })

  test('a contradiction that leaves the failure its place is said with the next step', () => {
    expect(lines(factsOf('REJECTED', 'COMPLETED', 'COMPLETED'))[1]).toContain(
      "| Paxos's records disagree. The orchestration says Rejected; the destination transfer says Completed.",
    )
  })

  test('without assets or a rule there is nothing to compare', () => {
    const facts = failedSample({ source_asset: '' })
    expect(lines(facts)[2]).toBe('Only this customer? Paxos reports neither its assets nor a rule to compare by.')
  })
})

describe('while it is open', () => {
  const facts = factsOf(
    'PROCESSING',
    'COMPLETED',
    'PROCESSING',
    {},
    {
      transfers: {
        source: sourceTransfer(),
        destination: destinationTransfer({ status: 'PENDING', updated_at: '2026-04-20T12:32:06Z' }),
      },
    },
  )
  const done = (seconds: number) =>
    orchestrationOf({
      status: 'COMPLETED',
      created_at: '2026-04-19T12:00:00Z',
      updated_at: new Date(Date.parse('2026-04-19T12:00:00Z') + seconds * 1000).toISOString(),
    })

  test('where it is now, who needs to act, and whether it is slower than usual', () => {
    expect(lines(facts, { completed: list(...Array.from({ length: 20 }, () => done(60))) })).toEqual([
      'Where it is now Destination transfer (Solana), for 7 min 55 s | No update for 5 min 50 s. | → destination',
      'Who needs to act Nobody has been asked to act. | Probably Paxos or the network. | Nothing needed from you or the recipient.',
      'Slower than usual? Slower than all 20 USDC → USDG. | Half took ≤ 1 min, 95 % ≤ 1 min, the slowest ≤ 1 min. | → compare',
    ])
  })

  test('an approval', () => {
    const [place, who] = lines(factsOf('PENDING', 'absent', 'absent'))
    expect(place).toBe('Where it is now Approval, for 9 min 58 s | No update for 5 min 50 s.')
    expect(who).toBe("Who needs to act Probably your approvers | Waiting for approval. Paxos doesn't say whose.")
  })

  test('a hold', () => {
    const source = sourceTransfer({
      status: 'PENDING',
      secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED', detail: 'Name?' },
    })
    const held = factsOf('PROCESSING', 'PROCESSING', 'PENDING', {}, { transfers: { source } })
    expect(lines(held, { nowMs: nowMs + 6 * 86_400_000 }).slice(0, 2)).toEqual([
      'Where it is now Source transfer (Ethereum), for 6 days | No update for 6 days. | → source',
      'Who needs to act You: send Paxos the travel-rule details “Name?”',
    ])
  })

  test('a conversion, which is only inferred', () => {
    const between = factsOf('PROCESSING', 'COMPLETED', 'PENDING', {}, { transfers: { source: sourceTransfer() } })
    expect(lines(between)[0]).toBe(
      'Where it is now Probably the conversion, for at least 8 min 50 s | No update for 5 min 50 s.',
    )
  })

  test('nothing that has begun, and nothing that is reported', () => {
    expect(lines(factsOf('PROCESSING', 'PENDING', 'PENDING'))[0]).toBe(
      'Where it is now Source transfer (Ethereum), not started | No update for 5 min 50 s. | → source',
    )
    expect(lines(factsOf('PROCESSING', 'absent', 'absent', { updated_at: '', created_at: '' }))[0]).toBe(
      "Where it is now Paxos doesn't say.",
    )
  })

  test('transfers that are over while the orchestration is not', () => {
    expect(lines(factsOf('PROCESSING', 'COMPLETED', 'COMPLETED'))[0]).toMatch(
      /^Where it is now Both transfers completed\./,
    )
    expect(lines(factsOf('PROCESSING', 'FAILED', 'absent'))[0]).toMatch(/^Where it is now Source transfer, failed/)
  })

  test('an unknown status asks to check the documentation', () => {
    expect(lines(factsOf('ON_HOLD', 'COMPLETED', 'PENDING'))[1]).toBe(
      "Who needs to act Unrecognised status: ON_HOLD. Check Paxos's docs before you reply.",
    )
  })
})

describe('once it completed', () => {
  const transfers = {
    source: sourceTransfer({ amount: '100', asset: 'USDC', fee: '0' }),
    destination: destinationTransfer({ status: 'COMPLETED', amount: '99.85', asset: 'USDC', fee: '0.15' }),
  }
  const told = {
    found: [eventOf('orchestration.completed', '2026-04-20T12:34:09Z', { undelivered_webhooks: 0 })],
    searched: 1,
  }
  const facts = (rest: object = {}, json: object = {}) =>
    factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', json, { transfers, events: told, ...rest })

  test('what was received, what it cost, and whether your system was told', () => {
    expect(lines(facts({}, { destination_asset: 'USDC' }))).toEqual([
      'Received 99.85 USDC (Solana) | By 2026-04-20 12:34:08 UTC (last update) | → destination',
      'Fees and difference Fee 0.15 USDC | Difference (calculated): 0.15 USDC',
      'Your system told? No undelivered webhooks reported. | → events',
    ])
  })

  test('a webhook that did not arrive is said', () => {
    const gap = {
      found: [eventOf('orchestration.completed', '2026-04-20T12:34:09Z', { undelivered_webhooks: 3 })],
      searched: 1,
    }
    expect(lines(facts({ events: gap }))[2]).toBe(
      'Your system told? No. The "completed" webhook wasn\'t delivered (3). Your system may be out of date. | → events',
    )
    expect(lines(facts({ events: { found: [], searched: 9 } }))[2]).toBe(
      'Your system told? Unknown: no event found that says so. | → events',
    )
  })

  test('nothing was received as long as no completed transfer says so', () => {
    const pending = { ...transfers, destination: destinationTransfer({ status: 'PENDING', amount: '99.85' }) }
    expect(lines(facts({ transfers: pending, events: undefined }))[0]).toBe(
      'Completed By 2026-04-20 12:34:10 UTC (last update) | No completed transfer says what was received.',
    )
    expect(
      lines(factsOf('COMPLETED', 'absent', 'absent'), {
        transfers: { source: { kind: 'none' }, destination: { kind: 'none' } },
      }).slice(0, 2),
    ).toEqual([
      'Completed By 2026-04-20 12:34:10 UTC (last update) | No completed transfer says what was received.',
      'Fees and difference Fee not reported',
    ])
  })

  test('amounts in two assets have no difference', () => {
    const other = { ...transfers, destination: destinationTransfer({ amount: '99', asset: 'USDG', fee: '0' }) }
    expect(lines(facts({ transfers: other }))[1]).toBe('Fees and difference No fee')
  })
})

describe('where Paxos’s records disagree', () => {
  test('what one says, what the other says, and the next step', () => {
    expect(lines(failedSample({ destination_transfer: { transfer_id: 'd', status: 'COMPLETED' } }))).toEqual([
      'The orchestration says Failed | Updated 2026-04-20 12:34:10 UTC',
      'Both transfers say Completed | Updated 2026-04-20 12:31:10 UTC | Updated 2026-04-20 12:34:10 UTC',
      `Next step Nobody has been asked to act. | ${check}`,
    ])
    expect(lines(factsOf('COMPLETED', 'COMPLETED', 'PROCESSING', { updated_at: '' }))).toEqual([
      'The orchestration says Completed | Time not reported',
      'The destination transfer says Processing | Time not reported',
      'Next step Ask Paxos which record is right before you reply.',
    ])
  })

  test('an event against the status', () => {
    const found = [eventOf('orchestration.completed', '2026-04-20T12:34:09Z')]
    expect(lines(failedSample({}, { events: { found, searched: 1 } })).slice(0, 2)).toEqual([
      'The orchestration says Failed | Updated 2026-04-20 12:34:10 UTC',
      'An event says orchestration.completed | Updated 2026-04-20 12:34:09 UTC',
    ])
  })

  test('nothing is compared', () => {
    expect(comparisonOf(factsOf('FAILED', 'COMPLETED', 'COMPLETED'))).toBeUndefined()
    expect(comparisonOf(failed)).toBe('failures')
    expect(comparisonOf(factsOf('HELD', 'absent', 'absent'))).toBe('time')
    expect(comparisonOf(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).toBeUndefined()
  })
})

describe('what is not read', () => {
  const unread = factsOf('FAILED', 'COMPLETED', 'FAILED', { identity_id: 'ann' })
  const transfers = (state: ReadState<unknown>) => ({ transfers: { source: read, destination: state } })

  test('keeps its place while it is loading', () => {
    expect(lines(unread, { ...transfers(loading), failed: loading, completed: loading })).toEqual([
      "Paxos's reason Paxos gave no reason.",
      `Next step [loading] Checking transfer details… | ${check}`,
      'Only this customer? [loading]',
    ])
    const completed = factsOf('COMPLETED', 'COMPLETED', 'COMPLETED')
    expect(lines(completed, { ...transfers(loading), events: loading })).toEqual([
      'Completed [loading] By 2026-04-20 12:34:10 UTC (last update)',
      'Fees and difference [loading]',
      'Your system told? [loading]',
    ])
  })

  test('says why, and what to read again', () => {
    const [, next, customer] = strip(unread, {
      ...transfers(problem('upstream_timeout')),
      failed: problem('upstream_timeout'),
    })
    expect(line(next)).toBe(`Next step [error] Unknown: one of the transfers couldn't be loaded. | ${check}`)
    expect(next.retry).toBe('transfers')
    expect(line(customer)).toBe("Only this customer? [error] Paxos didn't answer in time.")
    expect(customer.retry).toBe('comparison')
  })

  test('a transfer that Paxos does not list is not called an orchestration', () => {
    const completed = factsOf('COMPLETED', 'COMPLETED', 'COMPLETED')
    expect(lines(completed, transfers(problem('not_found')))).toEqual([
      'Completed [error] By 2026-04-20 12:34:10 UTC (last update) | Paxos lists no transfer with this ID.',
      'Fees and difference [error] Paxos lists no transfer with this ID.',
      expect.stringContaining('Your system told?'),
    ])
  })

  test('cannot be tried again where a scope is missing', () => {
    const completed = factsOf('COMPLETED', 'COMPLETED', 'COMPLETED')
    const cells = strip(completed, {
      ...transfers(problem('upstream_forbidden')),
      events: problem('upstream_forbidden'),
    })
    expect(cells.map(line)).toEqual([
      "Completed [forbidden] By 2026-04-20 12:34:10 UTC (last update) | This dashboard isn't allowed to read transfers.",
      "Fees and difference [forbidden] This dashboard isn't allowed to read transfers.",
      "Your system told? [forbidden] This dashboard isn't allowed to read transfers.",
    ])
    expect(cells.map(({ retry }) => retry)).toEqual([undefined, undefined, undefined])
  })

  test('a failure to read what completed leaves the answer', () => {
    expect(lines(unread, { failed: list(similar('a')), completed: problem('upstream_timeout') })[2]).toBe(
      'Only this customer? No. 1 similar orchestration from 1 other customer also failed. | → compare',
    )
  })

  test('what a transfer reports is said although the other could not be read', () => {
    const destination = destinationTransfer({ status_details: { stale_fee_quote: {} } })
    const facts = factsOf('FAILED', 'PROCESSING', 'FAILED', {}, { transfers: { destination } })
    expect(lines(facts, { transfers: { source: problem('upstream_timeout'), destination: read } })[1]).toContain(
      'Next step Your payments team: retry (the fee quote expired)',
    )
  })
})
