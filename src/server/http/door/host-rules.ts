/** The names this server answers to: the loopback rules that replace sign-in, and the guard against DNS rebinding. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { isLoopbackAddress, isLoopbackHost } from '../../config/loopback.ts'
import { Fault } from '../../fault.ts'
import { parseAuthority } from './authority.ts'
import type { OwnName } from './own-name.ts'

/** A proxy in front adds one of these, and then the peer is the proxy and loopback means nothing. */
const forwarding = new Set([
  ...['forwarded', 'via', 'cdn-loop', 'forwarded-for', 'x-amzn-trace-id', 'cf-ray', 'cf-connecting-ip'],
  ...['client-ip', 'x-client-ip', 'true-client-ip', 'fastly-client-ip', 'fly-client-ip', 'x-azure-clientip'],
  ...['x-cluster-client-ip', 'x-real-ip', 'x-remote-ip', 'x-remote-addr', 'x-originating-ip', 'do-connecting-ip'],
])
const forwardingPrefixes = ['x-forwarded', 'x-original-', 'x-envoy-']

const isForwarded = (headers: IncomingHttpHeaders) =>
  Object.keys(headers).some(name => forwarding.has(name) || forwardingPrefixes.some(prefix => name.startsWith(prefix)))

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
  /** Set when the server listens on loopback without sign-in: then it serves loopback only. */
  readonly loopbackOnly: boolean
  readonly ownName: Pick<OwnName, 'isAskedFor'>
  /** Records a refusal in the audit log. */
  readonly onRefused: (request: FastifyRequest, fault: Fault) => void
}

/** Applies to every address but health, which probes request under any name. */
export const hostRules = fp<HostRulesOptions>(async (app, { loopbackOnly, ownName, onRefused }) => {
  /** With sign-in, or for a public demo: the server still answers to its own name only. */
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
