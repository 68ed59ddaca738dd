/** What to say when something could not be shown: what happened, whose fault it is not, and what to do. */
import { readInstant } from '../text/instant.ts'
import { utcDateTime } from '../text/time-text.ts'
import type { LookupProblem, ProblemContext } from './lookup-problem.ts'
import { checkedAs, type ProblemText, problemTable } from './problem-table.ts'

export type { LookupProblem, ProblemContext } from './lookup-problem.ts'

/** The line under a problem that Paxos or the way to it had. */
export const readOnlyFooter = 'This page only reads data. Nothing about the orchestration changed.'

/** The text of a problem. `retryInSeconds` is the page's own countdown, the server's `retryAfter` when left out. */
export function problemText(
  problem: LookupProblem,
  context: ProblemContext,
  retryInSeconds: number | undefined = problem.retryAfter,
): ProblemText & { readonly retryInSeconds?: number } {
  const { text, isPassing } = problemTable[problem.code]
  const seconds = retryInSeconds === undefined ? undefined : Math.max(0, Math.ceil(retryInSeconds))
  return { ...text(problem, context, seconds), ...(isPassing && seconds !== undefined && { retryInSeconds: seconds }) }
}

/**
 * "Transfer details unavailable." for one part of a page, why, and what would help. `isOnlyOne`: no other part is missing,
 * so that the rest of the page can be called complete.
 */
export function partProblemText(
  part: string,
  problem: LookupProblem,
  context: ProblemContext,
  isOnlyOne = true,
): ProblemText {
  const { body } = problemText(problem, context)
  return {
    heading: `${part} unavailable.`,
    body: [
      partProblemCause(problem, context),
      ...(problemTable[problem.code].needsAdministrator ? body : []),
      ...(isOnlyOne ? ['The rest of this page is complete.'] : []),
    ],
  }
}

/** Why a part of a page could not be read: "Paxos lists no transfer with this ID." */
export const partProblemCause = (problem: LookupProblem, context: ProblemContext): string =>
  problem.code === 'not_found'
    ? checkedAs(context.looking ?? 'orchestration', false)
    : problemText(problem, context).heading

/** The text of "Copy details": everything someone else needs to look into it, and nothing about the orchestration. */
export function problemReport(problem: LookupProblem, context: ProblemContext, now: string): string {
  const { upstream } = problem
  const at = readInstant(now)
  const lines: readonly (readonly [string, string | number | undefined])[] = [
    ['Time', at ? utcDateTime(at) : now],
    ['Environment', context.environment],
    ['Looked up', context.id],
    ['Problem', problem.code],
    ['HTTP status', problem.status],
    ['Scope', problem.scope],
    ['Request ID', problem.requestId],
    ['Trace ID', problem.traceId],
    ['Paxos HTTP status', upstream?.status],
    ['Paxos type', upstream?.type],
    ['Paxos title', upstream?.title],
    ['Paxos detail', upstream?.detail],
    ['Paxos request ID', upstream?.requestId],
  ]
  return [
    problemText(problem, context).heading,
    ...lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
    readOnlyFooter,
  ].join('\n')
}
