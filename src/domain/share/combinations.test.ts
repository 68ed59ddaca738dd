/** Every combination of status, legs, assets and transfer records with each secondary status: what must hold in all of them. */

import { expect, test } from 'vitest'
import type { Transfer } from '#paxos/transfer.ts'
import { disagreements } from '../orchestration/disagreement.ts'
import { evidence } from '../orchestration/evidence.ts'
import type { Facts } from '../orchestration/facts.ts'
import { placeFailure } from '../orchestration/failure.ts'
import { assetsDiffer, legFacts } from '../orchestration/leg.ts'
import { nextStep } from '../orchestration/next-step.ts'
import { pageTitle } from '../orchestration/page-title.ts'
import { quietFor } from '../orchestration/quiet.ts'
import { legStatusLabel } from '../orchestration/status.ts'
import type { Step } from '../orchestration/timeline/step.ts'
import { instantsOf, stepTimeText } from '../orchestration/timeline/step-time-text.ts'
import { buildTimeline } from '../orchestration/timeline/timeline.ts'
import { readVerdict } from '../orchestration/verdict.ts'
import { at, destinationTransfer, factsOf, ids, sourceTransfer } from '../testing/facts.ts'
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
const summaryFor = (facts: Facts) =>
  summaryOf(facts, { environment: 'sandbox', url: 'https://ops.example/x', checkedAt: at('2026-04-20T12:40:00Z') })

/** Everything that a reader could be shown. */
function allWords(facts: Facts): string {
  const steps = buildTimeline(facts)
  const summary = summaryFor(facts)
  return [
    JSON.stringify(steps),
    steps.flatMap(step => step.times.map(time => stepTimeText(time, { withDate: true }))).join('\n'),
    JSON.stringify(readVerdict(facts)),
    JSON.stringify(disagreements(facts)),
    JSON.stringify(evidence(facts)),
    JSON.stringify([nextStep(facts), quietFor(facts, nowMs), placeFailure(facts)]),
    ...[summaryCustomer, summaryHtml, summaryJira, summaryMarkdown, summaryText].map(format => format(summary)),
    pageTitle(facts.orchestration, { environment: 'sandbox' }),
  ].join('\n')
}

test('there are 8,232 of them', () => {
  expect(combinations).toHaveLength(7 * 7 * 7 * 3 * 8)
})

test('none throws, or shows a word that must never be shown', () => {
  inAll(({ facts }) => !/Completed at|\bstuck\b|undefined|\[object|\bNaN\b|Invalid Date/i.test(allWords(facts)))
})

test('the steps stand in their order, and those that are always there are there', () => {
  const order = ['approval', 'created', 'source', 'conversion', 'destination', 'finished']
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

test('an inferred state says so, a reported one does not', () => {
  inAll((_, steps) => steps.every(({ inferred, label }) => inferred === label.endsWith('(inferred)')))
})

test('a conversion is always inferred, the other steps here never', () => {
  inAll((_, steps) => steps.every(({ name, inferred }) => inferred === (name === 'conversion')))
})

test('a leg’s label is its own word, unless it is absent or was never reached', () => {
  inAll(({ facts }, steps) =>
    (['source', 'destination'] as const).every(name => {
      const leg = legFacts(facts, name)
      const label = steps.find(step => step.name === name)?.label ?? ''
      if (leg.leg === undefined) return ['Not reported', 'Not reached'].includes(label)
      const isUnreached = facts.orchestration.status.known === 'REJECTED' && leg.status.known === 'PENDING'
      return label === (isUnreached ? 'Not reached' : legStatusLabel(leg.status))
    }),
  )
})

test('the last step says finished only for a terminal status, and in its word', () => {
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

test('each state has its marker: a step’s state follows from its label', () => {
  const states: Readonly<Record<string, string>> = {
    Completed: 'done',
    Failed: 'failed',
    Rejected: 'rejected',
    Processing: 'underway',
    Planned: 'planned',
    'Waiting for approval': 'waiting',
    'Not yet': 'not-started',
    'Not reported': 'not-reported',
    'Not reached': 'not-reached',
    'HELD (unrecognised)': 'unrecognised',
    'No status': 'unrecognised',
    'Done (inferred)': 'done',
    'In progress or waiting (inferred)': 'underway',
    'Not started (inferred)': 'not-started',
    'Not reached (inferred)': 'not-reached',
    'Failed here (inferred)': 'failed',
    'Ad hoc': 'done',
  }
  inAll((_, steps) => steps.every(({ label, state }) => states[label] === state))
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
  inAll((_, steps) => steps.every(({ duration }) => duration === undefined || /^≤ \d/.test(duration)))
})

test('after a failure the verdict says what to check, and never where the money is', () => {
  inAll(({ facts, legs: words }) => {
    const { sentence, detail } = readVerdict(facts)
    const hasFailed = facts.orchestration.status.known === 'FAILED' || words.includes('FAILED')
    const all = [sentence, ...detail].join(' ')
    const isPlain = !/\b(returned|refunded|safe|lost|arrived|funds are (in|at|with))\b/i.test(all)
    return (
      isPlain && (!hasFailed || detail.some(line => line.endsWith('before telling the customer where the funds are.')))
    )
  })
})

test('the verdict is whole sentences, and its detail repeats none of them', () => {
  inAll(({ facts }) => {
    const { sentence, detail } = readVerdict(facts)
    return /^[A-Z].*\.$/.test(sentence) && detail.every(line => /^[A-Z].*\.$/.test(line) && !sentence.includes(line))
  })
})

test('an unknown status is named in the verdict, and never called anything else', () => {
  inAll(({ facts }) => {
    const { raw, known } = facts.orchestration.status
    if (known !== undefined) return true
    const { sentence } = readVerdict(facts)
    return raw === undefined ? sentence.includes('no status') : sentence.startsWith(`Paxos reports "${raw}"`)
  })
})

test('what is inferred is in the evidence as inferred', () => {
  inAll(({ facts }, steps) => {
    const rows = evidence(facts)
    return steps
      .filter(({ inferred }) => inferred)
      .every(({ label }) => rows.some(({ statement, basis }) => statement.endsWith(label) && basis === 'inferred'))
  })
})

test('nothing that says inferred is evidenced as reported', () => {
  inAll(({ facts }) =>
    evidence(facts).every(({ statement, basis }) => basis === 'inferred' || !statement.includes('(inferred)')),
  )
})

test('whose move: inferred only where it says so, never asked of anyone when it is over', () => {
  inAll(({ facts }) => {
    const move = nextStep(facts)
    if (facts.orchestration.status.known === 'COMPLETED') return move === undefined
    return move === undefined || move.inferred === move.who.endsWith('(inferred)')
  })
})

/** By secondary status: whose move while the payment is open, and once it is over. */
const moves: Readonly<Record<string, readonly [open: string, over: string | undefined]>> = {
  TRAVEL_RULE_INFO_REQUESTED: ['Your company: provide travel-rule information', undefined],
  PENDING_CUSTOMER_APPROVAL: ['Your approvers', undefined],
  TRAVEL_RULE_REJECTED: ['Final: start again', 'Final: start again'],
  CUSTOMER_REJECTED: ['Final: start again', 'Final: start again'],
  NEW_WORD: ['Not known', 'Not known'],
}

test('whose move: each secondary status of a leg that is not complete says it, open or over', () => {
  inAll(({ facts }) => {
    const word = facts.transfers?.source?.secondary_status?.name.raw
    const { known } = facts.orchestration.status
    const speaks = (['source', 'destination'] as const).some(name => {
      const { leg, progress } = legFacts(facts, name)
      return leg !== undefined && progress !== 'COMPLETED'
    })
    if (word === undefined || known === 'COMPLETED' || !speaks) return true
    const [open, over] = moves[word] ?? []
    const isOver = known === 'FAILED' || known === 'REJECTED'
    return nextStep(facts)?.who === (isOver ? over : open)
  })
})

test('quiet is only spoken of while something can still come', () => {
  inAll(({ facts }) => {
    const { known } = facts.orchestration.status
    const isOver = known === 'COMPLETED' || known === 'FAILED' || known === 'REJECTED'
    return (quietFor(facts, nowMs) === undefined) === isOver
  })
})

test('the summary has five lines below its headline, with every id whole', () => {
  inAll(({ facts, legs: words }) => {
    const text = summaryText(summaryFor(facts))
    const hasId = (word: string) => word !== 'absent' && word !== 'PENDING'
    return (
      text.split('\n').length === 6 &&
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
