/**
 * The answer strip: three cells that answer what a support person asks first. Which cells depends on the status; what
 * each of them can say depends on what has been read so far.
 */
import { disagreementHeading, disagreements } from '../orchestration/disagreement.ts'
import type { Facts } from '../orchestration/facts.ts'
import { failReason } from '../orchestration/failure.ts'
import { checkingTransfers, mayNameSomeone, nextStep, transferMissing } from '../orchestration/next-step.ts'
import { statusMeaning } from '../orchestration/status.ts'
import { mainDisagreement } from '../orchestration/verdict.ts'
import { readInstant } from '../text/instant.ts'
import { utcDateTime } from '../text/time-text.ts'
import { type Cell, type StripReads, unreadCell, unreadState } from './cell.ts'
import { feesCell, receivedCell, webhookCell } from './completed-cells.ts'
import { completedAround, completedText, failuresAnswer, failuresAround } from './failures-around.ts'
import { placeCell } from './place-cell.ts'
import { alikeFilter } from './route.ts'
import { boundsSentence, comparedSentence, timesAlike } from './time-compared.ts'

/** Which question the third cell asks: what it has to be compared with. Undefined where nothing is compared. */
export function comparisonOf(facts: Facts): 'failures' | 'time' | undefined {
  const { isTerminal, isFailure } = statusMeaning(facts.orchestration.status)
  if (mainDisagreement(facts)) return undefined
  if (isFailure) return 'failures'
  return isTerminal ? undefined : 'time'
}

/** The three cells, in reading order. */
export function answerStrip(facts: Facts, reads: StripReads): readonly [Cell, Cell, Cell] {
  const { isSuccess } = statusMeaning(facts.orchestration.status)
  const disputed = mainDisagreement(facts)
  if (disputed) {
    const [own, ...others] = disputed.values
    const isBoth = others.length > 1
    const what = isBoth ? 'Both transfers say' : `${others[0]?.record} says`
    return [
      { heading: `${own.record} says`, state: 'ready', text: own.value, more: updatedText([own.at]) },
      { heading: what, state: 'ready', text: othersText(others), more: updatedText(others.map(({ at }) => at)) },
      nextCell(facts, reads, 'Next step'),
    ]
  }
  switch (comparisonOf(facts)) {
    case 'failures':
      return [reasonCell(facts), nextCell(facts, reads, 'Next step'), customerCell(facts, reads)]
    case 'time':
      return [placeCell(facts, reads), nextCell(facts, reads, 'Who needs to act'), slowerCell(facts, reads)]
    default:
      return [receivedCell(facts, reads, isSuccess), feesCell(facts, reads), webhookCell(facts, reads)]
  }
}

/** One value where all say the same, else each with its record. */
function othersText(others: readonly { readonly record: string; readonly value: string }[]): string {
  const values = new Set(others.map(({ value }) => value))
  return values.size === 1 ? [...values].join('') : others.map(({ record, value }) => `${record}: ${value}`).join('; ')
}

const updatedText = (times: readonly (ReturnType<typeof readInstant> | undefined)[]): readonly string[] => [
  ...new Set(times.map(at => (at ? `Updated ${utcDateTime(at)}` : 'Time not reported'))),
]

function reasonCell({ orchestration }: Facts): Cell {
  const heading = "Paxos's reason"
  const quote = failReason(orchestration)?.quote
  return quote === undefined
    ? { heading, state: 'ready', text: 'Paxos gave no reason.' }
    : { heading, state: 'ready', quote }
}

/** A transfer record may name someone: until all are read, nobody can be said not to have been asked. */
function nextCell(facts: Facts, reads: StripReads, heading: string): Cell {
  const step = nextStep(facts)
  const kinds = Object.values(reads.transfers).map(({ kind }) => kind)
  if (step && step.basis !== 'reported' && mayNameSomeone(facts)) {
    if (kinds.includes('loading')) return { heading, state: 'loading', text: checkingTransfers, more: step.why }
    if (kinds.includes('problem'))
      return { heading, ...unreadState(reads.transfers), text: transferMissing, more: step.check, retry: 'transfers' }
  }
  if (!step) return { heading, state: 'ready', text: 'Ask Paxos which record is right before you reply.' }
  const contradictions = disagreements(facts)
    .filter(({ about }) => about !== mainDisagreement(facts)?.about)
    .map(({ sentence }) => `${disagreementHeading}. ${sentence}`)
  // After a failure the check comes first: what explains the step, and Paxos's own words, stand in the open row below.
  const isCheck = step.check.length > 0
  return {
    heading,
    state: 'ready',
    lead: step.who,
    more: [...(isCheck ? step.check : step.why), ...contradictions],
    quote: isCheck || step.basis === 'unknown' ? undefined : step.quote,
  }
}

const tooLittle = 'Paxos reports neither its assets nor a rule to compare by.'

function customerCell(facts: Facts, reads: StripReads): Cell {
  const heading = 'Only this customer?'
  const { orchestration } = facts
  if (!alikeFilter(orchestration)) return { heading, state: 'ready', text: tooLittle }
  const { failed, completed } = reads
  if (failed.kind !== 'read') return unreadCell(heading, failed, reads, 'comparison') ?? { heading, state: 'loading' }
  const around = failuresAround(orchestration, failed.value.rows, failed.value.more)
  const done =
    completed.kind === 'read' ? completedAround(orchestration, completed.value.rows, completed.value.more) : undefined
  const { lead, text } = failuresAnswer(orchestration, around, done)
  const more = done && completedText(done, around.owner)
  return { heading, state: 'ready', lead, text, more: more === undefined ? [] : [more], link: 'compare' }
}

function slowerCell({ orchestration }: Facts, reads: StripReads): Cell {
  const heading = 'Slower than usual?'
  const created = readInstant(orchestration.created_at)
  if (!created || !alikeFilter(orchestration)) return { heading, state: 'ready', text: tooLittle }
  const { completed, nowMs } = reads
  if (completed.kind !== 'read')
    return unreadCell(heading, completed, reads, 'comparison') ?? { heading, state: 'loading' }
  const times = timesAlike(orchestration, completed.value.rows, completed.value.more)
  const bounds = boundsSentence(times)
  return {
    heading,
    state: 'ready',
    text: comparedSentence(orchestration, times, Math.max(0, nowMs - created.ms)),
    more: bounds === undefined ? [] : [bounds],
    link: 'compare',
  }
}
