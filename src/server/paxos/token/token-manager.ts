/**
 * The access token of one environment: fetched once for concurrent callers, renewed before it expires, never sent after,
 * and retried with backoff.
 */
import type { Clock, Random } from '../../clock.ts'
import type { Secret } from '../../config/secret.ts'
import { Fault } from '../../fault.ts'
import { CredentialsRefused, type Grant } from './token-request.ts'

const second = 1000
const minBackoffMs = 2 * second
const maxBackoffMs = 60 * second
/** After Paxos refused the credentials: retried every five minutes, since they may have been fixed. */
const refusedBackoffMs = 300 * second
/** After a freshly fetched token was refused, nothing is sent for this long. */
const holdMs = 30 * second

export type TokenLog = {
  readonly granted: () => void
  readonly refused: (reason: string | undefined) => void
  readonly failed: (reason: string | undefined, retryMs: number) => void
  readonly held: () => void
}

/** One token, compared by identity. */
export type Token = { readonly secret: Secret }

/** Gets a token other than `instead`, which is about to expire or was refused; undefined when there is none yet. */
export type FetchToken = (instead: Secret | undefined) => Promise<Grant>

export type TokenManager = {
  /** A valid token; throws a `Fault` when there is none for now. */
  readonly get: () => Promise<Token>
  /** Paxos answered 401 to this token. Only this one is dropped, not a newer one. */
  readonly rejected: (token: Token) => void
  /** A freshly fetched token was refused as well: stops for 30 s. */
  readonly hold: () => Fault
  /** Milliseconds until the current token expires; 0 without one. */
  readonly lifeMs: () => number
}

type CurrentToken = Token & { readonly refreshAt: number; readonly endsAt: number }

export function createTokenManager({
  fetch,
  onRejected,
  mayRenewEarly,
  clock,
  random,
  log,
}: {
  readonly fetch: FetchToken
  /** Called with each token that Paxos refused. */
  readonly onRejected?: (token: Secret) => void
  /** Whether a token that is still valid may be renewed now. */
  readonly mayRenewEarly: () => boolean
  readonly clock: Clock
  readonly random: Random
  readonly log: TokenLog
}): TokenManager {
  let current: CurrentToken | undefined
  /** The latest token, even when it is no longer current. */
  let latest: Secret | undefined
  let pending: Promise<CurrentToken> | undefined
  let failures = 0
  let notBefore = 0
  let lastFault: Fault | undefined
  let heldUntil = 0

  function keep({ token, lifeMs, sentAt }: Grant): CurrentToken {
    failures = 0
    lastFault = undefined
    log.granted()
    latest = token
    // Expires a moment early: a request takes time to arrive.
    const endsAt = sentAt + lifeMs - Math.min(second, lifeMs * 0.05)
    current = { secret: token, endsAt, refreshAt: sentAt + lifeMs * (0.5 + 0.3 * random()) }
    return current
  }

  function fail(error: unknown): unknown {
    // A penalty is not a failure of the token endpoint, and has its own wait.
    if (!(error instanceof Fault) || error.code === 'upstream_penalty' || error.code === 'budget_exhausted')
      return error
    failures += 1
    const refused = error instanceof CredentialsRefused
    const growing = Math.min(minBackoffMs * 2 ** (failures - 1), maxBackoffMs)
    const waitMs = refused ? refusedBackoffMs : Math.max(minBackoffMs, growing * (0.5 + 0.5 * random()))
    notBefore = clock.now() + waitMs
    lastFault = error
    if (refused) log.refused(error.reason)
    else log.failed(error.reason, waitMs)
    return withRetry(error, waitMs)
  }

  async function start(): Promise<CurrentToken> {
    const waitMs = notBefore - clock.now()
    if (lastFault && waitMs > 0) throw withRetry(lastFault, waitMs)
    try {
      return keep(await fetch(latest))
    } catch (error) {
      throw fail(error)
    }
  }

  function refresh(): Promise<CurrentToken> {
    pending ??= start().finally(() => {
      pending = undefined
    })
    return pending
  }

  return {
    get: async () => {
      const now = clock.now()
      if (heldUntil > now) throw heldFault(heldUntil - now)
      if (current && now < current.endsAt) {
        // The old token is used until the new one arrives; a failure shows when it expires.
        if (now >= current.refreshAt && mayRenewEarly()) refresh().catch(() => undefined)
        return current
      }
      return refresh()
    },
    rejected: token => {
      onRejected?.(token.secret)
      if (current === token) current = undefined
    },
    hold: () => {
      if (current) onRejected?.(current.secret)
      current = undefined
      const already = heldUntil > clock.now()
      if (!already) {
        heldUntil = clock.now() + holdMs
        log.held()
      }
      return heldFault(heldUntil - clock.now())
    },
    lifeMs: () => Math.max(0, (current?.endsAt ?? 0) - clock.now()),
  }
}

const heldFault = (ms: number) =>
  new Fault('upstream_credentials', 'Paxos refused the token that it had just given us.', {
    retryAfter: ms / second,
    upstream: { status: 401 },
    reason: 'token_refused',
  })

const withRetry = (fault: Fault, ms: number) =>
  new Fault(fault.code, fault.detail, {
    status: fault.status,
    retryAfter: ms / second,
    ...(fault.upstream && { upstream: fault.upstream }),
    ...(fault.reason && { reason: fault.reason }),
  })
