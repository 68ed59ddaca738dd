/** Builds one environment: connections, token, penalty and reads. */
import type { Logger } from 'pino'
import { auditTo } from '../auth/audit.ts'
import { type Clock, type Random, type Sleep, systemSleep } from '../clock.ts'
import type { EnvironmentConfig } from '../config/config.ts'
import { type EnvironmentMetrics, noEnvironmentMetrics } from '../observe/metrics.ts'
import { direct, type Outbound } from '../outbound.ts'
import { createBudgetGate } from './budget/budget-gate.ts'
import { createPenalty, type Permit } from './budget/penalty.ts'
import { createRateBudget, type RateBudget } from './budget/rate-budget.ts'
import { readRetryAfter } from './budget/retry-after.ts'
import { createRefusals } from './cache/refusals.ts'
import type { Store } from './cache/store.ts'
import type { Sharing } from './sharing.ts'
import { createTokenManager } from './token/token-manager.ts'
import { type Grant, readGrant, tokenFailure, tokenForm } from './token/token-request.ts'
import { createConnectionSlots } from './transport/connection-slots.ts'
import { type Answer, exchange, failureKind } from './transport/transport.ts'
import { createUpstream, type Upstream } from './upstream.ts'

/** How long each part of a read may take, in ms. */
export type Timings = {
  readonly connectMs: number
  readonly headersMs: number
  readonly bodyIdleMs: number
  readonly totalMs: number
  readonly tokenMs: number
}

export const timings: Timings = {
  connectMs: 2000,
  headersMs: 5000,
  bodyIdleMs: 5000,
  totalMs: 8000,
  tokenMs: 5000,
}

/** Also bounds the answers in memory at once: at most 32 lists of 4 MiB. */
const apiConnections = 32
const maxTokenBytes = 64 * 1024

export type ConnectDeps = {
  readonly log: Logger
  readonly clock: Clock
  readonly random: Random
  readonly version: string
  readonly timings?: Timings
  readonly metrics?: EnvironmentMetrics
  /** How calls leave this machine; directly by default. */
  readonly outbound?: Outbound
  /** Overrides the usual budget in benchmarks. */
  readonly budget?: RateBudget
  /** The cache, shared by all environments. */
  readonly store: Store
  readonly batching: boolean
  /** This process's fraction of the rate budget: above 0, up to 1. */
  readonly budgetFraction: number
  /** Its fraction of the batches if that differs: replicas share a budget, but each paces its own batches. */
  readonly batchFraction?: number
  /** What replicas share; without it, the process keeps its own state. */
  readonly sharing?: Partial<Sharing>
  readonly sleep?: Sleep
}

export type Connection = Upstream & { readonly close: () => Promise<void> }

export function connect(environment: EnvironmentConfig, deps: ConnectDeps): Connection {
  const { clock, random, sleep = systemSleep, sharing = {} } = deps
  const { name, apiUrl, tokenUrl, clientId, clientSecret, scope, penaltyMs } = environment
  const limits = deps.timings ?? timings
  const metrics = deps.metrics ?? noEnvironmentMetrics
  const log = deps.log.child({ environment: name })
  const audit = auditTo(deps.log)
  const userAgent = `orchestration-desk/${deps.version}`
  const { pool } = deps.outbound ?? direct
  const api = pool(apiUrl, { ...limits, connections: apiConnections })
  const oauth = pool(tokenUrl, { ...limits, connections: 1 })

  const penalty = (sharing.penalty ?? createPenalty)({
    environment: name,
    minimumMs: penaltyMs,
    clock,
    random,
    onStop: ({ waitMs, askedMs }) => {
      metrics.penaltyStarted()
      audit('penalty', { environment: name })
      log.warn({ event: 'penalty_start', waitMs: Math.round(waitMs), askedMs }, 'upstream throttled us')
    },
    onResume: () => log.warn({ event: 'penalty_probe_passed' }, 'upstream answers again'),
  })

  const budget = deps.budget ?? sharing.budget ?? createRateBudget({ clock, fraction: deps.budgetFraction })
  const enterBudget = createBudgetGate({ budget, penalty, clock, sleep, metrics })

  async function tokenPermit(): Promise<Permit> {
    await penalty.check()
    await enterBudget('token', 'open')
    return penalty.enter()
  }

  async function fetchToken(): Promise<Grant> {
    const permit = await tokenPermit()
    const sentAt = clock.now()
    let answer: Answer
    try {
      answer = await exchange(oauth, tokenUrl, {
        method: 'POST',
        path: tokenUrl.pathname + tokenUrl.search,
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': userAgent,
        },
        body: tokenForm(clientId, clientSecret, scope),
        deadline: AbortSignal.timeout(limits.tokenMs),
        maxBytes: maxTokenBytes,
      })
    } catch (error) {
      metrics.upstream('token', failureKind(error), clock.now() - sentAt)
      permit.unanswered()
      throw tokenFailure(error)
    }
    metrics.upstream('token', answer.status, clock.now() - sentAt)
    if (answer.status === 429) throw permit.throttled(readRetryAfter(answer.retryAfter, answer.date, clock.date()))
    permit.answered()
    return readGrant(answer, sentAt)
  }

  const refusals = createRefusals({ environment: name, store: deps.store, sharedCache: sharing.cache, clock })
  const tokens = createTokenManager({
    fetch: instead => (sharing.grants ? sharing.grants.get(instead, fetchToken) : fetchToken()),
    onRejected: token => sharing.grants?.drop(token),
    mayRenewEarly: () => !penalty.isStopped(),
    clock,
    random,
    log: {
      granted: () => metrics.tokenFetched('granted'),
      refused: reason => {
        refusals.noteCredentials()
        metrics.tokenFetched('refused')
        log.error({ event: 'credentials_refused', reason }, 'Paxos refused the client ID and secret')
      },
      failed: (reason, retryMs) => {
        metrics.tokenFetched('failed')
        log.warn({ event: 'token_failed', reason, retryMs: Math.round(retryMs) }, 'no token for now')
      },
      held: () => {
        refusals.noteCredentials()
        log.error({ event: 'token_refused' }, 'Paxos refused a token that it had just given')
      },
    },
  })

  metrics.watch({ penaltyMs: penalty.remainingMs, tokenLifeMs: tokens.lifeMs })
  const upstream = createUpstream({
    name,
    apiUrl,
    exchange: request => exchange(api, apiUrl, request),
    slots: createConnectionSlots(apiConnections),
    tokens,
    penalty,
    budget,
    clock,
    sleep,
    random,
    metrics,
    userAgent,
    totalMs: limits.totalMs,
    batching: deps.batching,
    batchFraction: deps.batchFraction ?? deps.budgetFraction,
    store: deps.store,
    sharedCache: sharing.cache,
    refusals,
    onBatch: (_endpoint, size) => metrics.batched(size),
    onBreakerOpen: (endpoint, ms) => log.warn({ event: 'breaker_open', endpoint, ms }, 'endpoint left alone'),
  })

  return { ...upstream, close: async () => void (await Promise.all([api.destroy(), oauth.destroy()])) }
}
