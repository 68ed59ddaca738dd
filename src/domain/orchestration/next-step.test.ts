import { describe, expect, test } from 'vitest'
import { destinationTransfer, factsOf, sourceTransfer } from '../testing/facts.ts'
import { mayNameSomeone, nextStep, nobodyAsked } from './next-step.ts'

const withSource = (json: object, status = 'PROCESSING', leg = 'PROCESSING') =>
  factsOf(
    status,
    leg,
    'absent',
    {},
    {
      transfers: {
        source: sourceTransfer({ status: leg === 'FAILED' ? 'FAILED' : 'PENDING', asset: 'PYUSD', ...json }),
      },
    },
  )
const secondary = (name: string, detail?: string) => ({ secondary_status: { name, detail } })
const detail = (key: string) => ({ status_details: { [key]: {} } })

const startAgain = "Nobody: it can't be retried. Create a new one."
const retry = 'Your payments team: retry (the fee quote expired)'
const checkSource = 'Check the source transfer before you tell the customer where the funds are.'

test.each([
  [secondary('TRAVEL_RULE_INFO_REQUESTED'), 'You: send Paxos the travel-rule details', 'act'],
  [secondary('PENDING_CUSTOMER_APPROVAL'), 'Your approvers', 'act'],
  [secondary('TRAVEL_RULE_REJECTED'), startAgain, 'none'],
  [secondary('CUSTOMER_REJECTED'), startAgain, 'none'],
  [detail('missing_trustline'), 'The recipient: add a trustline for PYUSD', 'act'],
  [detail('invalid_destination_address'), 'The recipient: give another address', 'act'],
  [detail('stale_fee_quote'), retry, 'act'],
  [
    detail('max_rent_exceeded'),
    "Paxos: contact them (opening the recipient's account costs more than the limit)",
    'act',
  ],
  [detail('pending_customer_approval'), 'Your approvers', 'act'],
])('%j: %s', (json, who, tone) => {
  expect(nextStep(withSource(json))).toMatchObject({ who, tone, basis: 'reported' })
})

test('an asset that is not reported is not named', () => {
  expect(nextStep(withSource({ ...detail('missing_trustline'), asset: '' }))?.who).toBe(
    'The recipient: add a trustline for the asset',
  )
})

test('quotes Paxos’s own sentence unchanged', () => {
  const json = secondary('TRAVEL_RULE_INFO_REQUESTED', 'Need <beneficiary> name.')
  expect(nextStep(withSource(json))?.quote).toBe('Need <beneficiary> name.')
})

describe('a value that this version does not know', () => {
  test.each([
    ['a secondary status', secondary('NEW_HOLD', 'soon')],
    ['a status detail', detail('NEW_HOLD')],
  ])('%s is named and not interpreted', (_, json) => {
    expect(nextStep(withSource(json))).toMatchObject({
      who: 'Unknown: the source transfer reports "NEW_HOLD". Check Paxos\'s docs.',
      tone: 'wait',
      basis: 'unknown',
    })
    expect(nextStep(withSource(json, 'FAILED', 'FAILED'))?.tone).toBe('none')
  })

  test('lets a known one beside it speak', () => {
    expect(nextStep(withSource({ ...secondary('NEW_HOLD'), ...detail('stale_fee_quote') }))?.who).toBe(retry)
  })
})

describe('which transfer speaks', () => {
  const destination = destinationTransfer({ status: 'PENDING', ...secondary('PENDING_CUSTOMER_APPROVAL') })

  test('the one that is not complete', () => {
    const transfers = { source: sourceTransfer(secondary('TRAVEL_RULE_INFO_REQUESTED')), destination }
    expect(nextStep(factsOf('PROCESSING', 'COMPLETED', 'PROCESSING', {}, { transfers }))?.who).toBe('Your approvers')
  })

  test('the source first', () => {
    const source = sourceTransfer({ status: 'PENDING', ...secondary('TRAVEL_RULE_INFO_REQUESTED') })
    const facts = factsOf('PROCESSING', 'PROCESSING', 'PROCESSING', {}, { transfers: { source, destination } })
    expect(nextStep(facts)?.who).toBe('You: send Paxos the travel-rule details')
  })
})

describe('with nothing reported', () => {
  test('an open orchestration probably waits for Paxos or the network', () => {
    expect(nextStep(factsOf('PROCESSING', 'PROCESSING', 'absent'))).toEqual({
      who: nobodyAsked,
      why: ['Probably Paxos or the network.'],
      check: [],
      quote: undefined,
      basis: 'inferred',
      tone: 'wait',
    })
  })

  test('a record that is not read is not said to ask for nothing', () => {
    const nothingNeeded = 'Nothing needed from you or the recipient.'
    const onlySource = { transfers: { source: sourceTransfer() } }
    expect(nextStep(withSource({}))?.why).toContain(nothingNeeded)
    expect(mayNameSomeone(withSource({}))).toBe(false)
    const unread = factsOf('PROCESSING', 'COMPLETED', 'PROCESSING', {}, onlySource)
    expect(nextStep(unread)?.why).not.toContain(nothingNeeded)
    expect(mayNameSomeone(unread)).toBe(true)
    expect(mayNameSomeone(factsOf('PROCESSING', 'COMPLETED', 'PENDING', {}, onlySource))).toBe(false)
  })

  test('an approval is waited for by someone whom Paxos does not name', () => {
    expect(nextStep(factsOf('PENDING', 'absent', 'absent'))).toMatchObject({
      who: 'Probably your approvers',
      why: ["Waiting for approval. Paxos doesn't say whose."],
      basis: 'inferred',
      tone: 'act',
    })
  })

  test('after a failure nobody has been asked, and there is something to check', () => {
    expect(nextStep(factsOf('FAILED', 'FAILED', 'absent'))).toMatchObject({
      who: nobodyAsked,
      why: [checkSource],
      check: [checkSource],
    })
    expect(nextStep(factsOf('REJECTED', 'absent', 'absent'))).toMatchObject({ who: nobodyAsked, why: [] })
    expect(nextStep(factsOf('REJECTED', 'COMPLETED', 'PENDING'))?.why).toEqual([checkSource])
    expect(nextStep(factsOf('PROCESSING', 'FAILED', 'absent'))?.why).toContain(checkSource)
    expect(nextStep(factsOf('COMPLETED', 'FAILED', 'COMPLETED'))).toBeUndefined()
  })

  test('an unknown status is named', () => {
    expect(nextStep(factsOf('ON_HOLD', 'absent', 'absent'))).toMatchObject({
      who: "Unrecognised status: ON_HOLD. Check Paxos's docs before you reply.",
      basis: 'unknown',
    })
    expect(nextStep(factsOf('', 'absent', 'absent'))?.who).toBe(
      'Paxos reports no status. Check with Paxos before you reply.',
    )
  })
})

test.each([
  ['FAILED', secondary('TRAVEL_RULE_REJECTED'), startAgain],
  ['FAILED', detail('invalid_destination_address'), 'The recipient: give another address'],
  ['FAILED', detail('stale_fee_quote'), retry],
  // Nothing that is given now would help any more.
  ['FAILED', secondary('TRAVEL_RULE_INFO_REQUESTED'), nobodyAsked],
  ['FAILED', secondary('PENDING_CUSTOMER_APPROVAL'), nobodyAsked],
  ['REJECTED', detail('pending_customer_approval'), nobodyAsked],
  ['COMPLETED', secondary('TRAVEL_RULE_REJECTED'), undefined],
])('once it is over: %s with %j: %s', (status, json, who) => {
  expect(nextStep(withSource(json, status, 'FAILED'))?.who).toBe(who)
})
