/** Many ordinary orchestrations, so that lists, filters and comparisons have data. */

import { orchestrationRecords, type Records } from './records/orchestration-records.ts'
import type { LegSpec, OrchestrationSpec } from './records/orchestration-spec.ts'
import { bankAccount, bankDeposit, profile, wallet } from './records/rail-endpoints.ts'
import { ruleIds } from './rules.ts'
import { seededNumbers, seededUuid } from './values/seeded.ts'
import { day, hour, minute } from './values/time.ts'

type Route = Pick<OrchestrationSpec, 'from' | 'to' | 'assets' | 'rule' | 'profile'>

const routes: readonly Route[] = [
  {
    from: wallet('ETHEREUM', 'settlement'),
    to: wallet('SOLANA', 'settlement out'),
    assets: ['USDC', 'USDG'],
    rule: ruleIds.settlement,
    profile: 'payouts',
  },
  {
    from: wallet('SOLANA', 'pyusd payouts'),
    to: bankAccount('merchant', 'PYUSD payout'),
    assets: ['PYUSD', 'USD'],
    rule: ruleIds.pyusdPayouts,
  },
  {
    from: bankDeposit('nameless', 'PX7D21A9'),
    to: profile('treasury'),
    assets: ['USD', 'USDP'],
    rule: ruleIds.nameless,
    profile: 'treasury',
  },
  { from: wallet('BASE', 'generated'), to: profile('payments'), assets: ['USDC', 'USD'] },
  { from: profile('payouts'), to: wallet('ETHEREUM', 'generated'), assets: ['PYUSD', 'PYUSD'], profile: 'payouts' },
  { from: profile('payments'), to: bankAccount('generated'), assets: ['USDG', 'USD'] },
  { from: profile('treasury'), to: profile('europe'), assets: ['USDC', 'USDG'], profile: 'treasury' },
  { from: bankDeposit('generated'), to: wallet('POLYGON_POS', 'generated'), assets: ['USD', 'USDC'] },
]

const reasons = [
  'Beneficiary address is not on the approved list.',
  'Destination address was screened out.',
  'Insufficient available balance.',
  'Quote expired before the conversion was executed.',
]

/** The end customers of orchestrations without a rule. */
const customers = 9

/** Seconds before the start in which most payouts from a bank to Polygon fail for one reason, as in an outage. */
const outage = { from: 9 * hour, to: 1.2 * hour, reason: 'Withdrawals to this network are paused.' } as const
const isInOutage = ({ from, to }: Route, age: number) =>
  from.rail === 'fiat' && to.rail === 'crypto' && age < outage.from && age > outage.to

/** Typical duration of a leg on each rail, in seconds. */
const pace = { crypto: 45, fiat: 3600, profile: 1 } as const

/** The number of days before the start that they are spread over. */
const spreadDays = 14

/** The same orchestrations at every start, with times in the two weeks before `start`. */
export function generatedRecords(count: number, start: number): Records[] {
  const random = seededNumbers(20_260_420)
  return Array.from({ length: count }, (_, index) =>
    orchestrationRecords(seededUuid(`generated ${index}`), ordinaryPayment(index, random), start),
  )
}

function ordinaryPayment(index: number, random: () => number): OrchestrationSpec {
  const route = pick(routes, random)
  const age = 2 * minute + random() * spreadDays * day
  // Most take about as long as usual; a few take many times that.
  const slowness = () => 0.5 + random() + (random() < 0.03 ? random() * 20 : 0)
  const arrived = pace[route.from.rail] * slowness()
  const left = arrived + 2 + random() * 5
  const finished = left + pace[route.to.rail] * slowness()
  const base = {
    ...route,
    ...(route.rule === undefined && { customer: `number ${index % customers}` }),
    ref: `gen-${String(index).padStart(5, '0')}`,
    created: age,
    amount: (5 + random() ** 4 * 90_000).toFixed(2),
  }
  const luck = random()
  if (luck < 0.008) return { ...base, status: 'PENDING', updated: 0 }
  if (luck < 0.016)
    return { ...base, status: 'REJECTED', updated: Math.min(age / 2, 5400), reason: 'Rejected by an approver.' }
  const source: LegSpec = { status: 'COMPLETED', at: 0.6, until: arrived }
  const fee = route.to.rail === 'crypto' ? '0.15' : route.to.rail === 'fiat' ? '3.00' : '0'
  // Those without enough time to finish are still in progress.
  if (age < finished)
    return age < left
      ? { ...base, status: 'PROCESSING', updated: 1.5, source: { status: 'PROCESSING', at: 0.6, until: 1.5 } }
      : { ...base, status: 'PROCESSING', updated: left, source, destination: { status: 'PROCESSING', at: left, fee } }
  const isOut = isInOutage(route, age) && luck < 0.7
  const failed = isOut || luck < 0.08
  return {
    ...base,
    status: failed ? 'FAILED' : 'COMPLETED',
    updated: finished + 0.4,
    source,
    destination: { status: failed ? 'FAILED' : 'COMPLETED', at: left, until: finished, fee },
    ...(failed && { reason: isOut ? outage.reason : pick(reasons, random) }),
    ...(luck > 0.99 && { undelivered: 1 }),
  }
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T
}
