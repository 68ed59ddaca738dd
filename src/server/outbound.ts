/**
 * How calls leave this machine: directly, or through the proxy that the environment names. Loopback addresses, the demo's
 * among them, are always called directly.
 */
import type { CustomFetch } from 'openid-client'
import { type Dispatcher, EnvHttpProxyAgent, fetch, Pool, type RequestInit } from 'undici'
import { isLoopbackHost } from './config/loopback.ts'
import type { Secret } from './config/secret.ts'

/** What `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say; undefined: not set. */
export type ProxyConfig = {
  readonly httpsProxy: Secret | undefined
  readonly httpProxy: Secret | undefined
  readonly noProxy: string | undefined
}

type PoolOptions = {
  /** The most connections at once. */
  readonly connections: number
  /** To be connected, with the proxy's part of it (ms). */
  readonly connectMs: number
  readonly headersMs: number
  readonly bodyIdleMs: number
}

export type Outbound = {
  /** Connections of their own to one origin. */
  readonly pool: (url: URL, options: PoolOptions) => Dispatcher
  /**
   * For calls to anywhere, such as the endpoints that an identity provider names; undefined where the platform's own will
   * do.
   */
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

/** Without a proxy. */
export const direct: Outbound = {
  pool: directPool,
  fetch: undefined,
  dispatcher: undefined,
  close: async () => undefined,
}

/** For calls to other servers; to be closed. */
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
      // A proxy that doesn't answer is no connection, and takes no longer than one.
      clientFactory: (origin, proxyOptions) =>
        new Pool(origin, { ...proxyOptions, ...keepAlive, headersTimeout: options.connectMs }),
    })
  const shared = through({ connections: 8, connectMs: 2000, headersMs: 10_000, bodyIdleMs: 10_000 })
  return {
    pool: (url, options) => (isLoopbackHost(url.hostname) ? directPool(url, options) : through(options)),
    // The platform's types and those of the library differ in name only.
    fetch: (url, init) =>
      fetch(url, { ...init, dispatcher: shared } as RequestInit) as unknown as ReturnType<CustomFetch>,
    dispatcher: shared,
    close: () => shared.destroy(),
  }
}
