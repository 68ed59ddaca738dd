/** Whose move it is as far as the orchestration alone says: what is there before any transfer record is read. */
import type { Facts } from './facts.ts'
import { legFacts, legNames } from './leg.ts'
import { isTerminal } from './status.ts'

export type Move = {
  /** "Your approvers" */
  readonly who: string
  /** One or more sentences: what Paxos reports, and its own detail to the letter where it gives one. */
  readonly why: string
  readonly inferred: boolean
  /** `act`: someone can do something now; `wait`: nothing to do; `none`: it is over. */
  readonly tone: 'act' | 'wait' | 'none'
}

/** Undefined once the payment is over, and for a status that may mean anything. */
export function inferredMove(facts: Facts): Move | undefined {
  const { status } = facts.orchestration
  if (isTerminal(status) || status.known === undefined) return undefined
  if (status.known === 'PENDING')
    return {
      who: 'Your approvers (inferred)',
      why: 'The orchestration waits for approval. Paxos does not say whose.',
      inferred: true,
      tone: 'act',
    }
  return { who: 'Paxos or the network (inferred)', why: nobodyNamed(facts), inferred: true, tone: 'wait' }
}

/** What was not read cannot be said to ask for nothing. */
function nobodyNamed(facts: Facts): string {
  const open = legNames
    .map(name => legFacts(facts, name))
    .filter(({ transferId, progress }) => transferId !== undefined && progress !== 'COMPLETED')
  if (open.length === 0) return 'The orchestration names nobody.'
  return open.every(({ transfer }) => transfer !== undefined)
    ? 'No transfer record asks anything of your company or the recipient.'
    : 'The orchestration names nobody. A transfer record may.'
}
