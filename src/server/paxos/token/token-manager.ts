/**
 * The access token of one environment: fetched once however many ask, renewed before it ends, never sent after, and
 * left alone for a while when Paxos does not give one.
 */
import type { Clock, Random } from '../../clock.ts'
import type { Secret } from '../../config/secret.ts'
import { Fault } from '../../fault.ts'
import { CredentialsRefused, type Grant } from './token-request.ts'

const second = 1000
const firstBackoff = 2 * second
const longestBackoff = 60 * second
/** After Paxos refused the credentials themselves: again every five minutes, since someone may have mended them. */
const refusedBackoff = 300 * second
/** After a token just fetched was refused: nothing is sent for this long. */
const holdMs = 30 * second

export type TokenLog = {
  readonly granted: () => void
  readonly refused: (reason: string | undefined) => void
  readonly failed: (reason: string | undefined, retryMs: number) => void
  readonly held: () => void
}

/** One token, compared by identity. */
export type Token = { readonly secret: Secret }

/** Gets a token that is not `instead`, which is about to end or was refused; undefined when there is none in hand. */
export type FetchToken = (instead: Secret | undefined) => Promise<Grant>

export type TokenManager = {
  /** A token that has not ended; throws a `Fault` when there is none to be had for now. */
  readonly get: () => Promise<Token>
  /** Paxos answered 401 to this token. Only this one is dropped, not a newer one. */
  readonly rejected: (token: Token) => void
  /** A token just fetched was refused as well: stop for 30 s. */
  readonly hold: () => Fault
  /** Milliseconds that the token in hand is still good for; 0 without one. */
  readonly lifeMs: () => number
}

type Kept = Token & { readonly refreshAt: number; readonly endsAt: number }

export function createTokenManager({
  fetch,
  onRejected,
  mayRenewEarly,
  clock,
  random,
  log,
}: {
  readonly fetch: FetchToken
  /** Told of each token that Paxos refused. */
  readonly onRejected?: (token: Secret) => void
  /** Asked before a token is renewed that could still be used. */
  readonly mayRenewEarly: () => boolean
  readonly clock: Clock
  readonly random: Random
  readonly log: TokenLog
}): TokenManager {
  let kept: Kept | undefined
  /** The latest token, also when it is no longer kept. */
  let latest: Secret | undefined
  let pending: Promise<Kept> | undefined
  let failures = 0
  let notBefore = 0
  let lastFault: Fault | undefined
  let heldUntil = 0

  function keep({ token, lifeMs, sentAt }: Grant): Kept {
    failures = 0
    lastFault = undefined
    log.granted()
    latest = token
    // Ends a moment early: a request takes time to arrive.
    const endsAt = sentAt + lifeMs - Math.min(second, lifeMs * 0.05)
    kept = { secret: token, endsAt, refreshAt: sentAt + lifeMs * (0.5 + 0.3 * random()) }
    return kept
  }

  function fail(error: unknown): unknown {
    // A penalty is not the token endpoint's failure, and has its own wait.
    if (!(error instanceof Fault) || error.code === 'upstream_penalty' || error.code === 'budget_exhausted')
      return error
    failures += 1
    const refused = error instanceof CredentialsRefused
    const growing = Math.min(firstBackoff * 2 ** (failures - 1), longestBackoff)
    const waitMs = refused ? refusedBackoff : Math.max(firstBackoff, growing * (0.5 + 0.5 * random()))
    notBefore = clock.now() + waitMs
    lastFault = error
    if (refused) log.refused(error.reason)
    else log.failed(error.reason, waitMs)
    return withRetry(error, waitMs)
  }

  async function start(): Promise<Kept> {
    const waitMs = notBefore - clock.now()
    if (lastFault && waitMs > 0) throw withRetry(lastFault, waitMs)
    try {
      return keep(await fetch(latest))
    } catch (error) {
      throw fail(error)
    }
  }

  function refresh(): Promise<Kept> {
    pending ??= start().finally(() => {
      pending = undefined
    })
    return pending
  }

  return {
    get: async () => {
      const now = clock.now()
      if (heldUntil > now) throw heldFault(heldUntil - now)
      if (kept && now < kept.endsAt) {
        // The old one serves until the new one is there; a failure shows when it ends.
        if (now >= kept.refreshAt && mayRenewEarly()) refresh().catch(() => undefined)
        return kept
      }
      return refresh()
    },
    rejected: token => {
      onRejected?.(token.secret)
      if (kept === token) kept = undefined
    },
    hold: () => {
      if (kept) onRejected?.(kept.secret)
      kept = undefined
      const already = heldUntil > clock.now()
      if (!already) {
        heldUntil = clock.now() + holdMs
        log.held()
      }
      return heldFault(heldUntil - clock.now())
    },
    lifeMs: () => Math.max(0, (kept?.endsAt ?? 0) - clock.now()),
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
