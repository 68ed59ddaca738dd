/**
 * Outgoing connections, either direct or through the proxy in the environment. Loopback addresses, which include the
 * demo, are always reached directly.
 */
import type { CustomFetch } from 'openid-client'
import { type Dispatcher, EnvHttpProxyAgent, fetch, Pool, type RequestInit } from 'undici'
import { isLoopbackHost } from './config/loopback.ts'
import type { Secret } from './config/secret.ts'

/** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; undefined if not set. */
export type ProxyConfig = {
  readonly httpsProxy: Secret | undefined
  readonly httpProxy: Secret | undefined
  readonly noProxy: string | undefined
}

type PoolOptions = {
  /** The maximum number of connections. */
  readonly connections: number
  /** For connecting, including the proxy (ms). */
  readonly connectMs: number
  readonly headersMs: number
  readonly bodyIdleMs: number
}

export type Outbound = {
  /** A pool of connections to one origin. */
  readonly pool: (url: URL, options: PoolOptions) => Dispatcher
  /** For any other address, such as the endpoints of an identity provider; undefined if the platform's own will do. */
  readonly fetch: CustomFetch | undefined
  readonly dispatcher: Dispatcher | undefined
  readonly close: () => Promise<void>
}

const keepAlive = { keepAliveTimeout: 30_000, keepAliveMaxTimeout: 60_000 }

const optionsOf = ({ connections, connectMs, headersMs, bodyIdleMs }: PoolOptions) => ({
  ...keepAlive,
  connections,
  pipelining: 1,
  allowH2: false,
  connect: { timeout: connectMs },
  headersTimeout: headersMs,
  bodyTimeout: bodyIdleMs,
  maxHeaderSize: 16 * 1024,
})

const directPool: Outbound['pool'] = (url, options) => new Pool(url.origin, optionsOf(options))

/** Direct connections. */
export const direct: Outbound = {
  pool: directPool,
  fetch: undefined,
  dispatcher: undefined,
  close: async () => undefined,
}

/** Must be closed. */
export function createOutbound({ httpsProxy, httpProxy, noProxy }: ProxyConfig): Outbound {
  if (!httpsProxy && !httpProxy) return direct
  const proxies = {
    httpProxy: httpProxy?.reveal() ?? '',
    httpsProxy: httpsProxy?.reveal() ?? '',
    noProxy: [noProxy, 'localhost', '127.0.0.1', '::1'].filter(Boolean).join(','),
  }
  const through = (options: PoolOptions) =>
    new EnvHttpProxyAgent({
      ...optionsOf(options),
      ...proxies,
      connectTimeout: options.connectMs,
      // A proxy that doesn't answer counts as a failed connection.
      clientFactory: (origin, proxyOptions) =>
        new Pool(origin, { ...proxyOptions, ...keepAlive, headersTimeout: options.connectMs }),
    })
  const shared = through({ connections: 8, connectMs: 2000, headersMs: 10_000, bodyIdleMs: 10_000 })
  return {
    pool: (url, options) => (isLoopbackHost(url.hostname) ? directPool(url, options) : through(options)),
    // The types of undici and of the platform differ in name only.
    fetch: (url, init) =>
      fetch(url, { ...init, dispatcher: shared } as RequestInit) as unknown as ReturnType<CustomFetch>,
    dispatcher: shared,
    close: () => shared.destroy(),
  }
}
