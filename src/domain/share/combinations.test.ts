/** Every combination of status, legs, assets and transfer records with each secondary status: what must hold in all of them. */

import { expect, test } from 'vitest'
import type { Transfer } from '#paxos/transfer.ts'
import { disagreements } from '../orchestration/disagreement.ts'
import { evidence } from '../orchestration/evidence.ts'
import type { Facts } from '../orchestration/facts.ts'
import { failReason, placeFailure } from '../orchestration/failure.ts'
import { assetsDiffer, legFacts } from '../orchestration/leg.ts'
import { moneyLine, moneyLineText } from '../orchestration/money-line.ts'
import { nextStep, nobodyAsked } from '../orchestration/next-step.ts'
import { pageTitle } from '../orchestration/page-title.ts'
import { quietFor } from '../orchestration/quiet.ts'
import { isTerminal, legStatusLabel, statusMeaning } from '../orchestration/status.ts'
import type { Step } from '../orchestration/timeline/step.ts'
import { instantsOf, noteInFull, timeInFull, whenText } from '../orchestration/timeline/step-time-text.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { readVerdict } from '../orchestration/verdict.ts'
import { at, destinationTransfer, factsOf, ids, sourceTransfer } from '../testing/facts.ts'
import { utcZone } from '../text/time-text.ts'
import { summaryOf } from './summary.ts'
import { summaryCustomer, summaryHtml, summaryJira, summaryMarkdown, summaryText } from './summary-formats.ts'

const statuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REJECTED', 'HELD', '']
const legs = ['absent', 'PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'HELD', 'no-status']
const assets = [{}, { destination_asset: 'USDC' }, { source_asset: '' }]
const both = (json: object): { source: Transfer; destination: Transfer } => ({
  source: sourceTransfer(json),
  destination: destinationTransfer(json),
})
const records = [
  undefined,
  both({ status: 'PENDING' }),
  both({ status: 'COMPLETED', secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED' } }),
  both({ status: 'FAILED', status_details: { missing_trustline: {} }, updated_at: '2026-04-19T23:00:00Z' }),
  both({ status: 'HELD', secondary_status: { name: 'NEW_WORD' }, created_at: 'yesterday' }),
  both({ status: 'PENDING', secondary_status: { name: 'PENDING_CUSTOMER_APPROVAL' } }),
  both({ status: 'FAILED', secondary_status: { name: 'TRAVEL_RULE_REJECTED' } }),
  both({ status: 'FAILED', secondary_status: { name: 'CUSTOMER_REJECTED' } }),
]

type Combination = {
  readonly name: string
  readonly facts: Facts
  readonly legs: readonly [string, string]
  readonly steps: readonly Step[]
}

const combinations: readonly Combination[] = statuses.flatMap(status =>
  legs.flatMap(source =>
    legs.flatMap(destination =>
      assets.flatMap((json, asset) =>
        records.map((transfers, record) => {
          const name = `${status || 'no status'}, ${source}, ${destination}, assets ${asset}, records ${record}`
          const facts = factsOf(status, source, destination, json, { transfers })
          return { name, facts, legs: [source, destination] as const, steps: buildTimeline(facts) }
        }),
      ),
    ),
  ),
)

/** Runs a check on every combination and names the ones it fails for. */
function inAll(check: (combination: Combination, steps: readonly Step[]) => boolean) {
  const failing = combinations.filter(one => !check(one, one.steps)).map(({ name }) => name)
  expect(failing).toEqual([])
}

const nowMs = at('2026-04-20T15:00:00Z').ms
/** Of each combination once: several tests look at it. */
const once = <T>(make: (facts: Facts) => T) => {
  const made = new Map<Facts, T>()
  return (facts: Facts): T => {
    const value = made.get(facts) ?? make(facts)
    made.set(facts, value)
    return value
  }
}
const evidenceFor = once(evidence)
const summaryFor = once((facts: Facts) =>
  summaryOf(facts, { environment: 'sandbox', url: 'https://ops.example/x', checkedAt: at('2026-04-20T12:40:00Z') }),
)

/** Everything that a reader could be shown. */
function allText({ facts, steps }: Combination): string {
  const summary = summaryFor(facts)
  return [
    JSON.stringify(steps.map(({ title, label, amount, took }) => [title, label, amount, took])),
    steps.flatMap(step => step.times.map(time => timeInFull(time, { withDate: true }))).join('\n'),
    steps.flatMap(step => step.times.map(time => whenText(time, { zone: utcZone, day: undefined }))).join('\n'),
    steps.flatMap(step => step.notes.map(noteInFull)).join('\n'),
    moneyLineText(moneyLine(facts)),
    JSON.stringify(readVerdict(facts)),
    JSON.stringify(disagreements(facts)),
    JSON.stringify(evidenceFor(facts)),
    JSON.stringify([nextStep(facts), quietFor(facts, nowMs), placeFailure(facts)]),
    ...[summaryCustomer, summaryHtml, summaryJira, summaryMarkdown, summaryText].map(format => format(summary)),
    pageTitle(facts.orchestration, { environment: 'sandbox' }),
  ].join('\n')
}

test('there are 8,232 of them', () => {
  expect(combinations).toHaveLength(7 * 7 * 7 * 3 * 8)
})

test('none throws, or shows a word that must never be shown', () => {
  inAll(one => !/Completed at|\bstuck\b|undefined|\[object|\bNaN\b|Invalid Date|\{asset\}/i.test(allText(one)))
})

test('the steps stand in their order, and those that are always there are there', () => {
  const order = ['created', 'approval', 'source', 'conversion', 'destination', 'ended']
  inAll(({ facts }, steps) => {
    const names = steps.map(({ name }) => name)
    const { known } = facts.orchestration.status
    const expected = order.filter(
      name =>
        (name !== 'approval' || known === 'PENDING' || known === 'REJECTED') &&
        (name !== 'conversion' || assetsDiffer(facts.orchestration)),
    )
    return names.join() === expected.join()
  })
})

test('at most one step carries the failure, and it is the one that it is placed at', () => {
  inAll(({ facts }, steps) => {
    const primary = steps.filter(({ failure }) => failure === 'primary').map(({ name }) => name)
    return primary.join() === (placeFailure(facts)?.step ?? '')
  })
})

test('nothing is done after something failed, unless the records disagree', () => {
  inAll(({ facts }, steps) => {
    const firstFailed = steps.findIndex(({ state }) => state === 'failed')
    const isDoneAfter = firstFailed !== -1 && steps.slice(firstFailed).some(({ state }) => state === 'done')
    return !isDoneAfter || disagreements(facts).length > 0
  })
})

test('a conversion is always inferred, the other steps here never', () => {
  inAll((_, steps) => steps.every(({ name, inferred }) => inferred === (name === 'conversion')))
})

test('a leg’s label is its own status while the orchestration is open', () => {
  inAll(({ facts }, steps) =>
    (['source', 'destination'] as const).every(name => {
      const leg = legFacts(facts, name)
      const label = steps.find(step => step.name === name)?.label ?? ''
      if (leg.leg === undefined) return ['Not reported', 'Not reached', 'Unclear'].includes(label)
      const isOver = isTerminal(facts.orchestration.status)
      const others = ['Not reached', 'Never started', 'Listed as planned', 'Unclear']
      return label === legStatusLabel(leg.status) || (isOver && others.includes(label))
    }),
  )
})

test('after its end nothing is planned', () => {
  inAll(
    ({ facts }, steps) => !isTerminal(facts.orchestration.status) || steps.every(({ label }) => label !== 'Planned'),
  )
})

test('a green mark has a reported time or status behind it', () => {
  inAll((_, steps) =>
    steps.every(
      ({ marker, inferred, times, badge, name }) =>
        marker.shape !== 'completed' ||
        (!inferred &&
          (badge !== undefined || name === 'ended' || times.some(({ certainty }) => certainty === 'reported'))),
    ),
  )
})

test('the last step says ended only for a terminal status, and in its word', () => {
  const labels: Readonly<Record<string, string>> = {
    PENDING: 'Not yet',
    PROCESSING: 'Not yet',
    COMPLETED: 'Completed',
    FAILED: 'Failed',
    REJECTED: 'Rejected',
    HELD: 'HELD (unrecognised)',
    '': 'No status',
  }
  inAll(({ facts }, steps) => steps.at(-1)?.label === labels[facts.orchestration.status.raw ?? ''])
})

test('every time shown is one that Paxos sent', () => {
  inAll(({ facts }, steps) => {
    const sent = new Set(
      [facts.orchestration, facts.transfers?.source, facts.transfers?.destination].flatMap(record => [
        record?.created_at,
        record?.updated_at,
      ]),
    )
    return steps
      .flatMap(step => step.times)
      .flatMap(instantsOf)
      .every(({ text }) => sent.has(text))
  })
})

test('without an event no duration is exact, and none is negative', () => {
  inAll((_, steps) =>
    steps.every(({ took, bar }) => (took === undefined || /^≤ \d/.test(took.text)) && bar?.isExact !== true),
  )
})

test('a bar lies within the time that is known', () => {
  inAll((_, steps) =>
    steps.every(({ bar }) => bar === undefined || (bar.from >= 0 && bar.from <= bar.to && bar.to <= 1)),
  )
})

test('at most one row is open at first, and it is a transfer’s', () => {
  inAll((_, steps) => {
    const open = steps.filter(({ isOpen }) => isOpen)
    return open.length <= 1 && open.every(({ name }) => name === 'source' || name === 'destination')
  })
})

test('after a failure the next step says what to check, and nothing says where the money is', () => {
  inAll(({ facts, legs: words }) => {
    const step = nextStep(facts)
    const hasFailed = facts.orchestration.status.known === 'FAILED' || words.includes('FAILED')
    const all = [readVerdict(facts).heading, step?.who, ...(step?.why ?? [])].join(' ')
    const isPlain = !/\b(returned|refunded|safe|lost|funds are (in|at|with))\b/i.test(all)
    const check = 'before you tell the customer where the funds are.'
    return isPlain && (!hasFailed || step === undefined || step.why.some(line => line.endsWith(check)))
  })
})

test('the verdict is short and has no full stop', () => {
  inAll(({ facts }) => /^[A-Z][^.]{2,70}$/.test(readVerdict(facts).heading))
})

test('an unknown status is named in the verdict unless a transfer holds it, and never called anything else', () => {
  inAll(({ facts }) => {
    const { raw, known } = facts.orchestration.status
    if (known !== undefined) return true
    const { heading, isOnHold } = readVerdict(facts)
    return isOnHold || heading === (raw === undefined ? 'No status reported' : `Unrecognised status: ${raw}`)
  })
})

test('what is inferred is in the evidence as inferred', () => {
  inAll(({ facts }, steps) => {
    const rows = evidenceFor(facts)
    return steps
      .filter(({ inferred }) => inferred)
      .every(({ label }) => rows.some(({ statement, basis }) => statement.endsWith(label) && basis === 'inferred'))
  })
})

test('nothing that says inferred is evidenced as reported', () => {
  inAll(({ facts }) =>
    evidenceFor(facts).every(({ statement, basis }) => basis === 'inferred' || !statement.includes('(inferred)')),
  )
})

/** By secondary status: who needs to act while the orchestration is open, and once it is over. */
const startAgain = "Nobody: it can't be retried. Create a new one."
const steps: Readonly<Record<string, readonly [open: string, over: string]>> = {
  TRAVEL_RULE_INFO_REQUESTED: ['You: send Paxos the travel-rule details', nobodyAsked],
  PENDING_CUSTOMER_APPROVAL: ['Your approvers', nobodyAsked],
  TRAVEL_RULE_REJECTED: [startAgain, startAgain],
  CUSTOMER_REJECTED: [startAgain, startAgain],
}

test('each secondary status of a leg that is not over names who needs to act', () => {
  inAll(({ facts }) => {
    const { source } = facts.transfers ?? {}
    const [open, over] = steps[source?.secondary_status?.name.raw ?? ''] ?? []
    const { isTerminal, isSuccess } = statusMeaning(facts.orchestration.status)
    const legs = (['source', 'destination'] as const).map(name => legFacts(facts, name))
    const speaks = legs.some(({ leg, progress }) => leg !== undefined && progress !== 'completed')
    const isClosed = legs.some(({ progress }) => progress === 'failed')
    if (open === undefined || isSuccess || !speaks || isClosed || source?.status.known === 'COMPLETED') return true
    return nextStep(facts)?.who === (isTerminal ? over : open)
  })
})

test('quiet is only spoken of while something can still come', () => {
  inAll(({ facts }) => {
    const { known } = facts.orchestration.status
    const isOver = known === 'COMPLETED' || known === 'FAILED' || known === 'REJECTED'
    return (quietFor(facts, nowMs) === undefined) === isOver
  })
})

test('the summary has a line for each part, with every id whole', () => {
  inAll(({ facts, legs: words }) => {
    const text = summaryText(summaryFor(facts))
    const hasId = (word: string) => word !== 'absent' && word !== 'PENDING'
    const asks = failReason(facts.orchestration) || nextStep(facts) ? 1 : 0
    return (
      text.split('\n').length === 6 + asks + disagreements(facts).length &&
      text.includes(ids.orchestration) &&
      text.includes(ids.source) === hasId(words[0]) &&
      text.includes(ids.destination) === hasId(words[1])
    )
  })
})

test('the customer is told of completion only where nothing contradicts it', () => {
  inAll(({ facts }) => {
    const words = summaryCustomer(summaryFor(facts))
    const isComplete = facts.orchestration.status.known === 'COMPLETED' && disagreements(facts).length === 0
    return words.includes('has completed.') === isComplete && !/[0-9a-f]{8}-|Paxos|reason|will/.test(words)
  })
})
