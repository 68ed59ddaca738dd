/** What to say when something could not be shown: what happened, whose fault it is not, and what to do. */
import { environmentLabel } from '../config/environment-text.ts'
import { readInstant } from '../text/instant.ts'
import { utcDateTime, utcTime } from '../text/time-text.ts'
import type { LookupProblem, ProblemContext, UpstreamProblem } from './lookup-problem.ts'

export type { LookupProblem, ProblemContext } from './lookup-problem.ts'

export type ProblemText = {
  readonly heading: string
  readonly body: readonly string[]
  /** Things to check, to show as a numbered list. */
  readonly steps?: readonly string[]
  /** Set when the page tries again by itself. */
  readonly retryInSeconds?: number
}

/** The line under every problem. */
export const readOnlyFooter = 'This page only reads data. Nothing about the payment changed.'

const exampleId = '6506ad35-cad8-440f-b247-c4ec092c96fe'

/** The words for a problem. `retryInSeconds` is the page's own countdown, the server's `retryAfter` when left out. */
export function problemText(
  problem: LookupProblem,
  context: ProblemContext,
  retryInSeconds: number | undefined = problem.retryAfter,
): ProblemText {
  const { upstream, scope, status } = problem
  const seconds = retryInSeconds === undefined ? undefined : Math.max(0, Math.ceil(retryInSeconds))
  const retry = seconds === undefined ? {} : { retryInSeconds: seconds }
  const said = upstream?.detail ?? upstream?.title
  switch (problem.code) {
    case 'empty':
      return { heading: 'Enter an orchestration ID or reference ID.', body: [] }
    case 'incomplete_id':
      return {
        heading: "That isn't a complete ID.",
        body: [`IDs look like ${exampleId}.${problem.reason ? ` ${problem.reason}` : ''}`],
      }
    case 'nothing_in_text':
      return {
        heading: "There's no ID or reference in this text.",
        body: [
          ...(problem.reason === undefined ? [] : [problem.reason]),
          'Paste an orchestration ID, text that has one in it, or a reference ID on a line of its own.',
        ],
      }
    case 'bad_request':
      return {
        heading: "Paxos couldn't read this request.",
        body: [`${said === undefined ? '' : `It said: "${said}". `}Check the ID or filters.`],
      }
    case 'unauthenticated':
      return {
        heading: "You've been signed out.",
        body: ["Sign in and we'll bring you back to this payment."],
      }
    case 'forbidden':
      return {
        heading: "You aren't allowed to use this dashboard.",
        body: ['Your sign-in worked, but your account is not on its list. Ask an administrator for access.'],
      }
    case 'upstream_credentials':
      return {
        heading: `Paxos didn't accept this dashboard's credentials (${context.environment}).`,
        body: ['Your sign-in is fine. An administrator must check the client ID and secret.'],
      }
    case 'upstream_forbidden':
      return scope === undefined
        ? { heading: 'Paxos refused this request.', body: refusalSaid(upstream) }
        : {
            heading: `This dashboard isn't allowed to read ${problem.things ?? 'this'}.`,
            body: [`Its Paxos credentials lack \`${scope}\`. Ask an administrator to add it, then get a new token.`],
          }
    case 'not_found':
      return notFound(context)
    case 'wrong_kind':
      return wrongKind(problem.found)
    case 'upstream_penalty':
      return {
        heading: 'Paxos asked us to slow down.',
        body: [againIn(seconds, "You don't need to refresh.")],
        ...retry,
      }
    case 'user_rate_limited':
    case 'budget_exhausted':
    case 'overloaded':
      return {
        heading: 'This dashboard is slowing down to stay within its limits.',
        body: [againIn(seconds, "You don't need to refresh.")],
        ...retry,
      }
    case 'upstream_unavailable':
      return {
        heading: `Paxos had a problem (${upstream?.status ?? status ?? 'no status'}).`,
        body: [seconds === undefined ? 'Retrying soon.' : `Retrying in ${seconds} s.`],
        ...retry,
      }
    case 'upstream_timeout':
      return {
        heading: "Paxos didn't answer within 10 seconds.",
        body: ["The payment may be fine; we just can't see it."],
        ...retry,
      }
    case 'upstream_bad_response':
    case 'unreadable':
      return {
        heading: "Paxos sent something we couldn't read.",
        body: ['We show what we could and left the rest blank.'],
        ...retry,
      }
    case 'unreachable':
    case 'shutting_down':
      return {
        heading: "Can't reach this dashboard's server.",
        body: ['Check your VPN or network.'],
        ...retry,
      }
    case 'internal':
    case 'method_not_allowed':
      return {
        heading: "This dashboard's server had a problem.",
        body: ['Try again. If it stays, send the details to an administrator.'],
        ...retry,
      }
    case 'offline':
      return {
        heading: "You're offline.",
        body: [
          context.shownFrom
            ? `Showing what we had at ${utcTime(context.shownFrom)}. We'll refresh when you're back.`
            : "We'll refresh when you're back.",
        ],
      }
  }
}

const againIn = (seconds: number | undefined, rest: string) =>
  `${seconds === undefined ? 'Trying again soon.' : `Trying again in ${seconds} s.`} ${rest}`

function refusalSaid(upstream: UpstreamProblem | undefined): readonly string[] {
  const said = [upstream?.title, upstream?.detail].filter(word => word !== undefined).join(': ')
  return said === '' ? ['It gave no reason.'] : [`It said: "${said}".`]
}

function notFound({
  environment,
  otherEnvironments = [],
  looking = 'orchestration',
  referenceOnly,
}: ProblemContext): ProblemText {
  const others = otherEnvironments.map(environmentLabel).join(' or ')
  return {
    heading: `No ${looking} found in ${environmentLabel(environment)}.`,
    body: [checkedAs(looking, referenceOnly)],
    steps: [
      'Check for missing characters.',
      ...(others === '' ? [] : [`It may be in ${others}.`]),
      'It may belong to another Paxos account.',
      'If it was created seconds ago, try again.',
    ],
  }
}

function checkedAs(looking: 'orchestration' | 'rule' | 'transfer', referenceOnly: boolean | undefined): string {
  if (looking !== 'orchestration') return `Paxos lists no ${looking} with this ID.`
  // Text that is no id was never asked for as one.
  if (referenceOnly) return 'We checked it as a reference ID; it is not an orchestration ID.'
  return 'We checked it as an orchestration ID and as a reference ID.'
}

function wrongKind({ kind, says }: NonNullable<LookupProblem['found']> = { kind: 'transfer ID' }): ProblemText {
  const article = /^[aeiou]/i.test(kind) ? 'an' : 'a'
  return { heading: `This is ${article} ${kind}, not an orchestration ID.`, body: says === undefined ? [] : [says] }
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
  const { heading, body } = problemText(problem, context)
  const scoped = problem.code === 'upstream_forbidden' || problem.code === 'upstream_credentials'
  const cause = problem.code === 'not_found' ? [checkedAs(context.looking ?? 'orchestration', false)] : [heading]
  return {
    heading: `${part} unavailable.`,
    body: [...cause, ...(scoped ? body : []), ...(isOnlyOne ? ['The rest of this page is complete.'] : [])],
  }
}

/** The text of "Copy details": everything someone else needs to look into it, and nothing about the payment. */
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
