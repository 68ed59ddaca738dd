/** Answers addresses that lead nowhere: those that are not plain, and those that no route has. */
import fp from 'fastify-plugin'
import { Fault } from '../../fault.ts'
import { lengthFault, targetFault } from './raw-request.ts'

/** In a hook and not in a handler, which would wait for the body first. */
export const addresses = fp(async app => {
  app.addHook('onRequest', async (request, reply) => {
    // As it came: what is not plain was routed as something else.
    const target = request.originalUrl
    const fault = targetFault(target) ?? lengthFault(target, request.routeOptions.config.maxTargetBytes)
    if (fault) {
      reply.header('connection', 'close')
      throw fault
    }
    if (request.is404) throw new Fault('not_found', 'There is nothing at this address.')
  })
})
