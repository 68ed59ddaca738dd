/** By which names this server answers: the rules that stand in for sign-in on loopback, and the guard against DNS rebinding. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { isLoopbackAddress, isLoopbackHost } from '../../config/loopback.ts'
import { Fault } from '../../fault.ts'
import { parseAuthority } from './authority.ts'
import type { OwnName } from './own-name.ts'

/** A proxy in front adds one of these, or one in `X-Forwarded-`, and then the peer is the proxy and loopback means nothing. */
const forwarding = [
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'via',
]

function isForwarded(headers: IncomingHttpHeaders): boolean {
  for (const name in headers) if (name.startsWith('x-forwarded-')) return true
  return forwarding.some(name => headers[name] !== undefined)
}

/** `AUTH_MODE=none`: the peer and the Host are loopback (a rebound DNS name is not) and nothing was forwarded. */
export function loopbackFault({ headers, socket }: IncomingMessage): Fault | undefined {
  const refuse = (detail: string, reason: string) => new Fault('forbidden', detail, { reason })
  if (!isLoopbackAddress(socket.remoteAddress)) {
    return refuse('This server answers its own machine only.', 'peer_not_loopback')
  }
  if (!isLoopbackHost(parseAuthority(headers.host ?? '')?.host ?? '')) {
    return refuse('This server answers to localhost only.', 'host_not_loopback')
  }
  if (isForwarded(headers)) {
    return refuse('Without sign-in this server must not stand behind a proxy.', 'forwarded')
  }
  return undefined
}

export type HostRulesOptions = {
  /** Set when the server listens on loopback and nobody signs in: then it serves loopback only. */
  readonly loopbackOnly: boolean
  readonly ownName: Pick<OwnName, 'isAskedFor'>
  /** Tells the audit log of a refusal. */
  readonly onRefused: (request: FastifyRequest, fault: Fault) => void
}

/** Holds for every address but health, which probes ask for by any name. */
export const hostRules = fp<HostRulesOptions>(async (app, { loopbackOnly, ownName, onRefused }) => {
  /** Where people sign in, or a demo is public by intention: the server still answers to its own name only. */
  const nameFault = (request: IncomingMessage) =>
    ownName.isAskedFor(request)
      ? undefined
      : new Fault('forbidden', 'This server answers to its own name only.', { reason: 'host_unknown' })

  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.access === 'health') return done()
    const fault = loopbackOnly ? loopbackFault(request.raw) : nameFault(request.raw)
    if (fault) onRefused(request, fault)
    done(fault)
  })
})
