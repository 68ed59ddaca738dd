/** Writes a fault as an answer. */
import type { FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import type { Logger } from 'pino'
import { Fault, problemDocument } from '../fault.ts'
import type { LineLimit } from '../observe/line-limit.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** Sends the problem document of a fault; any other error is internal and stays unnamed. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const fault = asFault(error)
  reply.request.outcome.fault = fault
  // Close: a body that won't be read may still be arriving.
  if (!['GET', 'HEAD'].includes(reply.request.method)) reply.header('connection', 'close')
  if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter))
  if (fault.cookies.length > 0) reply.header('set-cookie', [...fault.cookies])
  return (
    reply
      .code(fault.status)
      .headers({ 'content-type': problemType, 'cache-control': 'no-store' })
      // As bytes: Node writes the headers in the encoding of a text, and cookie names may hold bytes that are not UTF-8.
      .send(Buffer.from(JSON.stringify(problemDocument(fault, reply.request.trace))))
  )
}

/** The fault behind anything that was thrown; an unexpected error gets no details. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 413) return new Fault('bad_request', 'The body is too large.', { status })
  if (status === 415) return new Fault('bad_request', 'This kind of body is not accepted here.', { status })
  if (status >= 400 && status < 500) return new Fault('bad_request', 'The request could not be read.')
  return new Fault('internal', 'Something went wrong in this server. The log has more under the request ID.')
}

/** Answers everything that is thrown with a problem document. */
export const problemReplies = fp<{ readonly log: Logger; readonly limit: LineLimit }>(async (app, { log, limit }) => {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Fault) && !isClientError(error) && limit.admits('internal_error')) {
      log.error(
        { requestId: request.id, stack: error instanceof Error ? error.stack : String(error) },
        'internal error',
      )
    }
    return sendProblem(reply, error)
  })
})

const isClientError = (error: unknown) =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500
