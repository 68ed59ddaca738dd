/** Answers addresses that are not plain or that no route matches. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Fault } from '../../fault.ts'
import { qualitiesOf } from '../header-list.ts'
import { sendProblem } from '../problem-reply.ts'
import { isRead } from './cross-site.ts'
import { lengthFault, targetFault } from './raw-request.ts'

/** Sends the app's page with this status. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply, status: number) => FastifyReply

export type AnswerNowhere = (request: FastifyRequest, reply: FastifyReply, fault: Fault) => FastifyReply

/** A person gets the page, which says what is wrong with the address; a program gets a problem document. */
export const answerNowhere =
  (sendPage: SendPage): AnswerNowhere =>
  (request, reply, fault) => {
    if (!wantsPage(request)) return sendProblem(reply, fault)
    request.outcome.fault = fault
    return sendPage(request, reply, fault.status)
  }

/** Browsers name HTML when someone opens an address, and for nothing else. */
export const wantsPage = ({ method, headers }: FastifyRequest) =>
  isRead(method) && (qualitiesOf(headers.accept ?? '').get('text/html') ?? 0) > 0

/** In a hook and not in a handler, which would wait for the body first. */
export const addresses = fp<{ readonly nowhere: AnswerNowhere }>(async (app, { nowhere }) => {
  app.addHook('onRequest', (request, reply, done) => {
    // Undecoded: anything encoded was routed as something else.
    const target = request.originalUrl
    const fault = targetFault(target) ?? lengthFault(target, request.routeOptions.config.maxTargetBytes)
    if (fault) return nowhere(request, reply.header('connection', 'close'), fault)
    if (request.is404) return nowhere(request, reply, new Fault('not_found', 'There is nothing at this address.'))
    done()
  })
})
