import { describe, expect, test } from 'vitest'
import { destinationTransfer, factsOf, sourceTransfer } from '../testing/facts.ts'
import { nextStep } from './next-step.ts'

const withSource = (json: object, status = 'PROCESSING', leg = 'PROCESSING') =>
  factsOf(status, leg, 'absent', {}, { transfers: { source: sourceTransfer({ status: 'PENDING', ...json }) } })
const secondary = (name: string, detail?: string) => ({ secondary_status: { name, detail } })

test.each([
  ['TRAVEL_RULE_INFO_REQUESTED', 'Your company: provide travel-rule information', 'act'],
  ['PENDING_CUSTOMER_APPROVAL', 'Your approvers', 'act'],
  ['TRAVEL_RULE_REJECTED', 'Final: start again', 'none'],
  ['CUSTOMER_REJECTED', 'Final: start again', 'none'],
])('%s: %s', (name, who, tone) => {
  const move = nextStep(withSource(secondary(name)))
  expect(move).toMatchObject({ who, tone, inferred: false })
  expect(move?.why).toMatch(/^The source transfer .*\.$/)
  expect(move?.why).toContain(`(${name})`)
})

test.each([
  ['missing_trustline', 'Recipient address'],
  ['invalid_destination_address', 'Recipient address'],
  ['stale_fee_quote', 'Retry by your payments team'],
  ['max_rent_exceeded', 'Contact Paxos'],
  ['pending_customer_approval', 'Your approvers'],
])('%s: %s', (key, who) => {
  expect(nextStep(withSource({ status_details: { [key]: {} } }))).toMatchObject({ who, tone: 'act', inferred: false })
})

test('what was not read is not said to ask for nothing', () => {
  expect(nextStep(factsOf('PROCESSING', 'PROCESSING', 'absent'))).toMatchObject({
    who: 'Paxos or the network (inferred)',
    why: 'The orchestration names nobody. A transfer record may.',
  })
  expect(nextStep(withSource({}))?.why).toBe('No transfer record asks anything of your company or the recipient.')
  const onlySource = { transfers: { source: sourceTransfer() } }
  expect(nextStep(factsOf('PROCESSING', 'COMPLETED', 'PROCESSING', {}, onlySource))?.why).toBe(
    'The orchestration names nobody. A transfer record may.',
  )
  expect(nextStep(factsOf('PROCESSING', 'COMPLETED', 'PENDING', {}, onlySource))?.why).toBe(
    'The orchestration names nobody.',
  )
})

test('Paxos’s own detail is quoted to the letter', () => {
  expect(nextStep(withSource(secondary('TRAVEL_RULE_INFO_REQUESTED', 'Need <beneficiary> name.')))?.why).toBe(
    'The source transfer waits for travel-rule information (TRAVEL_RULE_INFO_REQUESTED). Paxos says: "Need <beneficiary> name."',
  )
})

describe('a word that is not known', () => {
  test.each([
    ['a secondary status', secondary('NEW_HOLD', 'soon')],
    ['a status detail', { status_details: { NEW_HOLD: {} } }],
  ])('%s is shown and not interpreted', (_, json) => {
    const move = nextStep(withSource(json))
    expect(move).toMatchObject({ who: 'Not known', tone: 'wait', inferred: false })
    expect(move?.why).toContain('reports "NEW_HOLD", which this version doesn\'t know. Check Paxos docs.')
  })

  test('beside a known one, the known one speaks', () => {
    const json = { ...secondary('NEW_HOLD'), status_details: { stale_fee_quote: {} } }
    expect(nextStep(withSource(json))?.who).toBe('Retry by your payments team')
  })
})

describe('which transfer speaks', () => {
  test('the one that is not complete', () => {
    const transfers = {
      source: sourceTransfer(secondary('TRAVEL_RULE_INFO_REQUESTED')),
      destination: destinationTransfer({ status: 'PENDING', ...secondary('PENDING_CUSTOMER_APPROVAL') }),
    }
    const move = nextStep(factsOf('PROCESSING', 'COMPLETED', 'PROCESSING', {}, { transfers }))
    expect(move?.who).toBe('Your approvers')
    expect(move?.why).toContain('The destination transfer')
  })

  test('the source first', () => {
    const transfers = {
      source: sourceTransfer({ status: 'PENDING', ...secondary('TRAVEL_RULE_INFO_REQUESTED') }),
      destination: destinationTransfer({ status: 'PENDING', ...secondary('PENDING_CUSTOMER_APPROVAL') }),
    }
    expect(nextStep(factsOf('PROCESSING', 'PROCESSING', 'PROCESSING', {}, { transfers }))?.why).toContain('source')
  })
})

describe('with nothing reported', () => {
  test.each([
    ['PROCESSING', 'Paxos or the network (inferred)', 'wait'],
    ['PENDING', 'Your approvers (inferred)', 'act'],
  ])('%s: %s', (status, who, tone) => {
    expect(nextStep(factsOf(status, 'PROCESSING', 'absent'))).toMatchObject({ who, tone, inferred: true })
    expect(nextStep(withSource({}, status))).toMatchObject({ who, tone, inferred: true })
  })

  test.each(['COMPLETED', 'FAILED', 'REJECTED', 'HELD', ''])('%s: nobody is named', status => {
    expect(nextStep(factsOf(status, 'COMPLETED', 'COMPLETED'))).toBeUndefined()
  })
})

describe('when it is over', () => {
  test.each([
    ['FAILED', secondary('TRAVEL_RULE_REJECTED'), 'Final: start again'],
    ['FAILED', { status_details: { invalid_destination_address: {} } }, 'Recipient address'],
    ['FAILED', { status_details: { stale_fee_quote: {} } }, 'Retry by your payments team'],
    // Nothing that is given now would help any more.
    ['FAILED', secondary('TRAVEL_RULE_INFO_REQUESTED'), undefined],
    ['FAILED', secondary('PENDING_CUSTOMER_APPROVAL'), undefined],
    ['REJECTED', { status_details: { pending_customer_approval: {} } }, undefined],
    ['COMPLETED', secondary('TRAVEL_RULE_REJECTED'), undefined],
  ])('%s with %j: %s', (status, json, who) => {
    expect(nextStep(withSource(json, status, 'FAILED'))?.who).toBe(who)
  })

  test('an unknown word has nothing to wait for', () => {
    expect(nextStep(withSource(secondary('NEW_HOLD'), 'FAILED', 'FAILED'))?.tone).toBe('none')
  })
})
