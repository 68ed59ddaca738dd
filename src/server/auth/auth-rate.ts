/**
 * How often `/auth/*` may be asked for, by each client and by all together: it costs more than a page, and each sign-out
 * is remembered. Counted in memory by each process.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import { createTokenBucket, type Rate } from '../token-bucket.ts'
import { sendFailure } from './oidc/sign-in-failures.ts'
import { SignInFault } from './oidc/sign-in-fault.ts'
import { returnToOf } from './return-to.ts'

export type AuthCaller = 'people' | 'provider'
export type AuthRates = Readonly<Record<AuthCaller, { readonly client: Rate; readonly all: Rate }>>

/**
 * People of one office often share an address, and behind a proxy that is not in `TRUSTED_PROXY_CIDRS` everyone does. A
 * sign-in takes two requests: a client may begin 150 at once and five a second. A provider may end a few thousand sessions
 * at once.
 */
const usualRates: AuthRates = {
  people: { client: { burst: 300, perSecond: 10 }, all: { burst: 3000, perSecond: 200 } },
  provider: { client: { burst: 3000, perSecond: 50 }, all: { burst: 6000, perSecond: 200 } },
}

/** Clients remembered of each kind. A forgotten one starts afresh, within the rate for all. */
const maxClients = 10_000

export type AuthRate = {
  /** Takes one request of the client at this address; milliseconds until the next is allowed, 0 where this one is. */
  readonly take: (caller: AuthCaller, address: string | undefined) => number
  /** This address has sent what only the provider can sign: strangers don't use up its share. */
  readonly trust: (address: string | undefined) => void
}

/** `rates` are others in tests. */
export function createAuthRate(clock: Pick<Clock, 'now'>, rates = usualRates): AuthRate {
  const limits = {
    people: createLimit(rates.people.client, clock),
    provider: createLimit(rates.provider.client, clock),
  }
  const all = {
    people: createTokenBucket(rates.people.all, clock),
    provider: createTokenBucket(rates.provider.all, clock),
  }
  const trusted = new LRUCache<string, true>({ max: 100 })
  return {
    take(caller, address = '') {
      const client = networkOf(address)
      const waitMs = limits[caller](client)
      if (waitMs > 0 || (caller === 'provider' && trusted.get(client))) return waitMs
      return all[caller]()
    },
    trust: (address = '') => void trusted.set(networkOf(address), true),
  }
}

function createLimit(rate: Rate, clock: Pick<Clock, 'now'>): (client: string) => number {
  const buckets = new LRUCache<string, () => number>({ max: maxClients })
  return client => {
    const bucket = buckets.get(client) ?? createTokenBucket(rate, clock)
    buckets.set(client, bucket)
    return bucket()
  }
}

/** Refuses what comes too fast, before anything of it is read. */
export function limitRate(
  app: FastifyInstance,
  rate: AuthRate,
  addressOf: (request: FastifyRequest) => string | undefined,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const caller = request.routeOptions.config.postedBy === 'provider' ? 'provider' : 'people'
    const waitMs = rate.take(caller, addressOf(request))
    if (waitMs === 0) return
    const seconds = Math.ceil(waitMs / 1000)
    const body = [`Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then try again.`]
    const fault = new SignInFault('too_many', 'auth_rate', { body, retryAfter: seconds })
    return sendFailure(request, reply, fault, returnToOf(request))
  })
}

/** An IPv4 address, or the network of 64 bits that an IPv6 address is in: one client may use all of it. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  return [...groups, ...Array(Math.max(0, zeros)).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map(group => group || '0')
    .join(':')
}
