/** What the two legs say, as one sentence: "Money in is complete; the payout has not finished." */
import type { LegFacts } from './leg.ts'

/** `isOpen`: more may be reported later, so what is absent is absent "yet". */
export function legsSentence(source: LegFacts, destination: LegFacts, isOpen: boolean): string {
  const yet = isOpen ? ' yet' : ''
  if (source.progress === 'absent' && destination.progress === 'absent') return `No transfer reported${yet}.`
  if (source.progress === destination.progress && source.status.raw === destination.status.raw)
    return bothSentence(source)
  return `${legClause(source, isOpen)}; ${uncapitalised(payoutClause(source, destination, isOpen))}.`
}

function bothSentence({ progress, status }: LegFacts): string {
  switch (progress) {
    case 'PENDING':
      return 'Both transfers are planned; neither has started.'
    case 'PROCESSING':
      return 'Both transfers are under way.'
    case 'COMPLETED':
      return 'Money in and the payout are both complete.'
    case 'FAILED':
      return 'Both transfers have failed.'
    default:
      return `Both transfers have ${status.raw === undefined ? 'no status' : `the unrecognised status "${status.raw}"`}.`
  }
}

/** After a completed money-in, a payout that is planned or under way has simply "not finished". */
function payoutClause(source: LegFacts, destination: LegFacts, isOpen: boolean): string {
  const isNext = destination.progress === 'PENDING' || destination.progress === 'PROCESSING'
  if (source.progress === 'COMPLETED' && isNext) return 'The payout has not finished'
  return legClause(destination, isOpen)
}

/** "Money in is complete", "The payout is not reported yet": one leg, without a full stop. */
export function legClause({ name, progress, status }: LegFacts, isOpen: boolean): string {
  const subject = name === 'source' ? 'Money in' : 'The payout'
  switch (progress) {
    case 'absent':
      return `${subject} is not reported${isOpen ? ' yet' : ''}`
    case 'PENDING':
      return `${subject} is planned`
    case 'PROCESSING':
      return `${subject} is under way`
    case 'COMPLETED':
      return `${subject} is complete`
    case 'FAILED':
      return `${subject} failed`
    case 'unclear':
      return `${subject} has ${status.raw === undefined ? 'no status' : `the unrecognised status "${status.raw}"`}`
  }
}

const uncapitalised = (words: string) => words.slice(0, 1).toLowerCase() + words.slice(1)
