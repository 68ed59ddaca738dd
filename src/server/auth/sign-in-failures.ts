/** What a sign-in that came to nothing is answered with: a page for people, a problem document for anything else. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '../fault.ts'
import { wantsPage } from '../http/door/addresses.ts'
import { sendProblem } from '../http/problem-reply.ts'
import { failurePage, failurePolicy } from './failure-page.ts'
import type { SignInFault } from './sign-in-fault.ts'

type Words = {
  readonly status: number
  readonly code: Fault['code']
  readonly heading: string
  readonly body: readonly string[]
  readonly again: string
}

const words: Readonly<Record<SignInFault['kind'], Words>> = {
  unreachable: {
    status: 503,
    code: 'internal',
    heading: "Can't reach your company's sign-in.",
    body: ['This dashboard is running, but the service that signs people in does not answer. Try again in a minute.'],
    again: 'Try again',
  },
  refused: {
    status: 403,
    code: 'forbidden',
    heading: "Your company's sign-in refused.",
    body: ['It let nobody in for this dashboard. If you cancelled by mistake, try again; else ask an administrator.'],
    again: 'Try again',
  },
  invalid: {
    status: 400,
    code: 'bad_request',
    heading: 'This sign-in could not be checked.',
    body: ["The answer of your company's sign-in did not match what was asked for, so nobody was signed in."],
    again: 'Sign in again',
  },
  unknown_attempt: {
    status: 400,
    code: 'bad_request',
    heading: 'This sign-in could not be finished.',
    body: ['It has been used already, was begun more than ten minutes ago, or was begun in another browser.'],
    again: 'Sign in again',
  },
  planted_cookie: {
    status: 400,
    code: 'bad_request',
    heading: "This sign-in isn't safe to finish",
    body: ["Another website on your company's domain has set a cookie that imitates this dashboard's."],
    again: 'Sign in again',
  },
  denied: {
    status: 403,
    code: 'forbidden',
    heading: "You aren't allowed to use this dashboard.",
    body: [
      'Your sign-in worked, but your account is not in a group that may use it.',
      'Ask an administrator for access, and tell them the request ID below.',
    ],
    again: 'Sign in with another account',
  },
}

export function sendFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, reason, body: ownBody }: SignInFault,
  returnTo: string,
) {
  const { status, code, heading, again, body: usualBody } = words[kind]
  const body = ownBody ?? usualBody
  const fault = new Fault(code, [heading, ...body].join(' '), { status, reason })
  if (!wantsPage(request)) return sendProblem(reply, fault)
  request.outcome.fault = fault
  const rd = encodeURIComponent(returnTo)
  const links = [
    { href: `/auth/login?rd=${rd}${kind === 'denied' ? '&again=1' : ''}`, label: again },
    ...(kind === 'unknown_attempt' ? [{ href: '/', label: 'Open Orchestration Desk' }] : []),
  ]
  const page = failurePage({ heading, body, links, requestId: request.id })
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': failurePolicy,
    })
    .send(Buffer.from(page))
}
