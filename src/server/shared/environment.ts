/** What replicas share of one environment of Paxos. */
import { createHash } from 'node:crypto'
import type { Clock, Sleep } from '../clock.ts'
import type { EnvironmentConfig } from '../config/config.ts'
import type { Sharing } from '../paxos/sharing.ts'
import { createSharedBudget } from './budget.ts'
import { createSharedCache } from './cache.ts'
import type { SharedStore } from './connection.ts'
import { createSharedGrants } from './grants.ts'
import { createSharedPenalty, type SharedPenalty } from './penalty.ts'
import { createSeal } from './seal.ts'

/** How often an idle replica checks for stops and refusals that others met. */
const refreshMs = 1000

export type ShareDeps = {
  readonly store: SharedStore
  readonly clock: Clock
  readonly sleep: Sleep
  /** How many replicas there are, which matters when each is on its own. */
  readonly replicas: number
  /** The fraction of the egress address's rate budget for this deployment: above 0, up to 1. */
  readonly budgetFraction: number
}

export type SharedEnvironment = Sharing & { readonly close: () => void }

export function shareEnvironment(environment: EnvironmentConfig, deps: ShareDeps): SharedEnvironment {
  const { store, clock, sleep, replicas, budgetFraction } = deps
  const { name, apiUrl, tokenUrl, clientId, clientSecret } = environment
  // Rate and penalty belong to the API's address; answers and tokens belong to the credentials.
  const place = `desk:1:${name}:${createHash('sha256').update(apiUrl.href).digest('base64url').slice(0, 8)}`
  const seal = createSeal(clientSecret, [name, apiUrl.href, tokenUrl.href, clientId].join(' '))
  const own = `${place}:${seal.name('namespace')}`

  const cache = createSharedCache({ store, prefix: `${own}:cache`, seal, clock })
  const penalties: SharedPenalty[] = []
  const timer = setInterval(() => {
    for (const penalty of penalties) void penalty.refresh()
    void cache.refresh()
  }, refreshMs).unref()

  return {
    budget: createSharedBudget({ store, key: `${place}:budget`, clock, fraction: budgetFraction, replicas }),
    penalty: options => {
      const penalty = createSharedPenalty(options, store, `${place}:penalty`)
      penalties.push(penalty)
      return penalty
    },
    grants: createSharedGrants({ store, key: `${own}:grant`, seal, clock, sleep }),
    cache,
    close: () => clearInterval(timer),
  }
}
