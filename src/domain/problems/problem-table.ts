/** What each problem is: the proxy's answer, what the page does about it, and what it says. One row for each code. */
import { environmentLabel } from '../config/environment-text.ts'
import { utcTime } from '../text/time-text.ts'
import type { LookupProblem, ProblemContext, UpstreamProblem } from './lookup-problem.ts'
import type { PageProblemCode, ProblemCode } from './problem-code.ts'

export type ProblemText = {
  readonly heading: string
  readonly body: readonly string[]
  /** Things to check, to show as a numbered list. */
  readonly steps?: readonly string[]
}

type Row = {
  /** Passes by itself: the page tries again and counts down. */
  readonly isPassing: boolean
  /** Someone asks for fewer requests: each further wait is twice as long. */
  readonly asksForLess: boolean
  /** The next request of a batch would only meet the same, or make it worse. */
  readonly stopsBatch: boolean
  /** Refused: asking again is no use. */
  readonly isRefusal: boolean
  /** The proxy may answer with older data instead: nothing is wrong with the request or with our credentials. */
  readonly allowsStale: boolean
  /** What would help is an administrator's to do, and is said even of one part of a page. */
  readonly needsAdministrator: boolean
  /** Asking again by hand may help. Where only time or somebody else can, a button would promise too much. */
  readonly canRetry: boolean
  /** `seconds`: until the next attempt. */
  readonly text: (problem: LookupProblem, context: ProblemContext, seconds: number | undefined) => ProblemText
}

type ProxyRow = Row & {
  /** The HTTP status and title of the proxy's answer, unless the thrower knows better. */
  readonly status: number
  readonly title: string
}

const plain = {
  isPassing: false,
  asksForLess: false,
  stopsBatch: false,
  isRefusal: false,
  allowsStale: false,
  needsAdministrator: false,
  canRetry: true,
} as const
/** The same request gets the same answer. */
const settled = { ...plain, canRetry: false } as const
const passing = { ...plain, isPassing: true } as const
const throttled = { ...passing, asksForLess: true, stopsBatch: true, canRetry: false } as const
const upstreamDown = { ...passing, allowsStale: true } as const

const exampleId = '6506ad35-cad8-440f-b247-c4ec092c96fe'
const says =
  (heading: string, ...body: string[]) =>
  (): ProblemText => ({ heading, body })

const inSeconds = (verb: string, seconds: number | undefined) =>
  `${verb} ${seconds === undefined ? 'soon' : `in ${seconds} s`}.`

const slowingDown: Row['text'] = (_, __, seconds) => ({
  heading: 'This dashboard is slowing down to stay within its limits.',
  body: [`${inSeconds('Trying again', seconds)} You don't need to refresh.`],
})

/** The countdown of a problem whose own words don't mention it. */
const retrying = (seconds: number | undefined): readonly string[] =>
  seconds === undefined ? [] : [inSeconds('Retrying', seconds)]

const unreadable: Row['text'] = (_, { shownFrom }, seconds) => ({
  heading: "Paxos sent something we couldn't read.",
  body: [...(shownFrom ? [] : ['Nothing could be shown.']), ...retrying(seconds)],
})

const ownServer = says(
  "This dashboard's server had a problem.",
  'Try again. If this keeps happening, send the details to an administrator.',
)
const unreachable: Row['text'] = (_, __, seconds) => ({
  heading: "Can't reach this dashboard's server.",
  body: ['Check your VPN or network.', ...retrying(seconds)],
})

export const problemTable = {
  bad_request: {
    ...settled,
    status: 400,
    title: 'This request could not be read',
    text: ({ upstream }) => {
      const said = upstream?.detail ?? upstream?.title
      return {
        heading: "Paxos couldn't read this request.",
        body: [`${said === undefined ? '' : `It said: "${said}". `}Check the ID or filters.`],
      }
    },
  },
  unauthenticated: {
    ...settled,
    stopsBatch: true,
    status: 401,
    title: 'Sign in first',
    text: says("You've been signed out.", "Sign in and we'll bring you back to this page."),
  },
  forbidden: {
    ...settled,
    isRefusal: true,
    status: 403,
    title: 'Refused',
    text: says(
      "You aren't allowed to use this dashboard.",
      'Your sign-in worked, but your account is not on its list. Ask an administrator for access.',
    ),
  },
  environment_forbidden: {
    ...plain,
    isRefusal: true,
    stopsBatch: true,
    status: 403,
    title: 'Environment not allowed',
    text: (_, { environment }) => ({
      heading: `You aren't allowed to see ${environmentLabel(environment)}.`,
      body: ['Your sign-in worked, but your account is in none of the groups for it. Ask an administrator for access.'],
    }),
  },
  not_found: { ...plain, status: 404, title: 'Nothing here', text: (_, context) => notFound(context) },
  method_not_allowed: { ...plain, status: 405, title: 'Method not allowed', text: ownServer },
  user_rate_limited: { ...throttled, status: 429, title: 'Too many requests', text: slowingDown },
  upstream_penalty: {
    ...throttled,
    allowsStale: true,
    status: 503,
    title: 'Paxos asked us to slow down',
    text: (_, __, seconds) => ({
      heading: 'Paxos asked us to slow down.',
      body: [`${inSeconds('Trying again', seconds)} You don't need to refresh.`],
    }),
  },
  budget_exhausted: {
    ...throttled,
    allowsStale: true,
    status: 503,
    title: 'The rate budget is used up',
    text: slowingDown,
  },
  upstream_credentials: {
    ...passing,
    stopsBatch: true,
    needsAdministrator: true,
    status: 502,
    title: "Paxos did not accept this server's credentials",
    text: (_, { environment }, seconds) => ({
      heading: `Paxos didn't accept this dashboard's credentials (${environment}).`,
      body: [
        `Your sign-in is fine. An administrator must check the client ID and secret. ${inSeconds('Trying again', seconds)}`,
      ],
    }),
  },
  upstream_forbidden: {
    ...settled,
    isRefusal: true,
    needsAdministrator: true,
    status: 502,
    title: 'Paxos refused this request',
    text: ({ scope, things, upstream }) =>
      scope === undefined
        ? { heading: 'Paxos refused this request.', body: refusalSaid(upstream) }
        : {
            heading: `This dashboard isn't allowed to read ${things ?? 'this'}.`,
            body: [`Ask an administrator to add the scope \`${scope}\` to its Paxos credentials.`],
          },
  },
  upstream_timeout: {
    ...upstreamDown,
    status: 504,
    title: 'Paxos did not answer in time',
    text: (_, __, seconds) => ({
      heading: "Paxos didn't answer in time.",
      body: ["The transfer may be fine; we just can't see it.", ...retrying(seconds)],
    }),
  },
  upstream_bad_response: {
    ...upstreamDown,
    status: 502,
    title: 'Paxos sent something unreadable',
    text: unreadable,
  },
  upstream_unavailable: {
    ...upstreamDown,
    status: 502,
    title: 'Paxos is unavailable',
    text: ({ upstream, status }, _, seconds) => ({
      heading: `Paxos had a problem (${upstream?.status ?? status ?? 'no status'}).`,
      body: [inSeconds('Retrying', seconds)],
    }),
  },
  overloaded: {
    ...passing,
    stopsBatch: true,
    canRetry: false,
    allowsStale: true,
    status: 503,
    title: 'Too many requests at once',
    text: slowingDown,
  },
  shutting_down: { ...passing, stopsBatch: true, status: 503, title: 'Shutting down', text: unreachable },
  internal: { ...plain, status: 500, title: 'Something went wrong here', text: ownServer },

  unreachable: { ...passing, stopsBatch: true, text: unreachable },
  intercepted: {
    ...passing,
    stopsBatch: true,
    text: ({ status }, _, seconds) => ({
      heading: `Something between you and this dashboard answered (${status ?? 'no status'}).`,
      body: [`That answer says nothing about the data. ${inSeconds('Trying again', seconds)}`],
    }),
  },
  session_ended: {
    ...passing,
    stopsBatch: true,
    canRetry: false,
    text: says('Your session has ended.', "Sign in again and you'll come back to this page."),
  },
  offline: {
    ...passing,
    stopsBatch: true,
    canRetry: false,
    text: (_, { shownFrom }) => ({
      heading: "You're offline.",
      body: [`${shownFrom ? `Showing what we had at ${utcTime(shownFrom)}. ` : ''}We'll refresh when you're back.`],
    }),
  },
  unreadable: { ...plain, text: unreadable },
  wrong_kind: { ...settled, text: ({ found }) => wrongKind(found) },
  incomplete_id: {
    ...settled,
    text: ({ reason }) => ({
      heading: "That isn't a complete ID.",
      body: [`IDs look like ${exampleId}.${reason ? ` ${reason}` : ''}`],
    }),
  },
  nothing_in_text: {
    ...settled,
    text: ({ reason }) => ({
      heading: "There's no ID or reference in this text.",
      body: [
        ...(reason === undefined ? [] : [reason]),
        'Paste an orchestration ID, text that has one in it, or a reference on a line by itself.',
      ],
    }),
  },
  empty: { ...settled, text: says('Enter an orchestration ID, reference, transfer ID or transaction hash.') },
} as const satisfies Record<ProblemCode, ProxyRow> & Record<PageProblemCode, Row>

/** Whether something holds for a code: `problemIs('isPassing', code)`. */
export const problemIs = (what: Exclude<keyof Row, 'text'>, code: LookupProblem['code'] | undefined): boolean =>
  code !== undefined && problemTable[code][what]

function refusalSaid(upstream: UpstreamProblem | undefined): readonly string[] {
  const said = [upstream?.title, upstream?.detail].filter(part => part !== undefined).join(': ')
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

/** What was looked for, and as what. */
export function checkedAs(looking: NonNullable<ProblemContext['looking']>, referenceOnly: boolean | undefined): string {
  if (looking !== 'orchestration') return `Paxos lists no ${looking} with this ID.`
  // Text that is not an id was never asked for as one.
  if (referenceOnly) return "We checked it as a reference; it isn't an orchestration ID."
  return 'We checked it as an orchestration ID and as a reference.'
}

function wrongKind(
  { kind, says, heading }: NonNullable<LookupProblem['found']> = { kind: 'transfer ID' },
): ProblemText {
  const article = /^[aeiou]/i.test(kind) ? 'an' : 'a'
  return { heading: heading ?? `This is ${article} ${kind}.`, body: says === undefined ? [] : [says] }
}
