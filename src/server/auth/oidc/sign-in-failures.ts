/** How a sign-in that failed is answered: with a page for people, and a problem document for programs. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '../../fault.ts'
import { wantsPage } from '../../http/door/addresses.ts'
import { sendProblem } from '../../http/problem-reply.ts'
import { failurePage, failurePolicy } from './failure-page.ts'
import type { SignInFault, SignInFaultKind } from './sign-in-fault.ts'

type Text = {
  readonly status: number
  readonly code: Fault['code']
  readonly heading: string
  /** The cause, where the fault doesn't name it, and what to do next. */
  readonly body: readonly string[]
  readonly again: string
}

const askAdministrator = 'Ask an administrator, and give them the request ID below.'

const texts: Readonly<Record<SignInFaultKind, Text>> = {
  unreachable: {
    status: 503,
    code: 'internal',
    heading: "Can't reach your company's identity provider.",
    body: ["This dashboard is running, but the service that signs people in doesn't answer.", 'Try again in a minute.'],
    again: 'Try again',
  },
  provider_error: {
    status: 503,
    code: 'internal',
    heading: "Your company's identity provider has a problem.",
    body: ['Its answer was an error or unreadable, so no one was signed in. Try again in a minute.'],
    again: 'Try again',
  },
  misconfigured: {
    status: 503,
    code: 'internal',
    heading: "This dashboard isn't set up correctly.",
    body: [askAdministrator],
    again: 'Try again',
  },
  clock: {
    status: 503,
    code: 'internal',
    heading: "The clocks of this dashboard and your company's identity provider differ.",
    body: ["The sign-in couldn't be verified, so no one was signed in.", askAdministrator],
    again: 'Try again',
  },
  refused: {
    status: 403,
    code: 'forbidden',
    heading: "Your company's identity provider denied the sign-in.",
    body: ['No one was signed in. If you cancelled by mistake, try again; otherwise ask an administrator.'],
    again: 'Try again',
  },
  invalid: {
    status: 400,
    code: 'bad_request',
    heading: "The sign-in couldn't be verified.",
    body: [
      "The identity provider's answer doesn't match what this dashboard asked for, so no one was signed in.",
      'Sign in again. If this keeps happening, give an administrator the request ID below.',
    ],
    again: 'Sign in again',
  },
  unknown_attempt: {
    status: 400,
    code: 'bad_request',
    heading: "This sign-in can't be finished.",
    body: ['It was used already, was started more than ten minutes ago, or was started in another browser.'],
    again: 'Sign in again',
  },
  planted_cookie: {
    status: 400,
    code: 'bad_request',
    heading: "This sign-in isn't safe to finish.",
    body: [],
    again: 'Sign in again',
  },
  denied: {
    status: 403,
    code: 'forbidden',
    heading: "You aren't allowed to use this dashboard.",
    body: ['Ask an administrator for access, and give them the request ID below.'],
    again: 'Sign in with another account',
  },
  too_many: {
    status: 429,
    code: 'user_rate_limited',
    heading: 'Too many sign-ins from your network.',
    body: [],
    again: 'Try again',
  },
}

export function sendFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, reason, details }: SignInFault,
  returnTo: string,
) {
  const { status, code, heading, again, body: next } = texts[kind]
  const body = [...(details.body ?? []), ...next]
  const { retryAfter } = details
  const fault = new Fault(code, [heading, ...body].join(' '), {
    status,
    reason,
    ...(retryAfter !== undefined && { retryAfter }),
  })
  if (!wantsPage(request)) return sendProblem(reply, fault)
  request.outcome.fault = fault
  const rd = encodeURIComponent(returnTo)
  const links = [
    // For another account the provider must not reuse its session.
    { href: `/auth/login?rd=${rd}${kind === 'denied' ? '&again=1' : ''}`, label: again },
    ...(kind === 'unknown_attempt' ? [{ href: '/', label: 'Open Orchestration Desk' }] : []),
  ]
  if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter))
  return (
    reply
      .code(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': failurePolicy,
      })
      // As bytes: Node writes the headers in the encoding of a text, and cookie names may hold bytes that are not UTF-8.
      .send(Buffer.from(failurePage({ heading, body, links, requestId: request.id })))
  )
}
