/** One environment of Paxos as replicas share it. */
import { createHash } from 'node:crypto'
import type { Clock, Sleep } from '../clock.ts'
import type { EnvironmentConfig } from '../config.ts'
import type { Sharing } from '../paxos/sharing.ts'
import { createSharedBudget } from './budget.ts'
import { createSharedCache } from './cache.ts'
import type { SharedStore } from './connection.ts'
import { createSharedGrants } from './grants.ts'
import { createSharedPenalty, type SharedPenalty } from './penalty.ts'
import { createSeal } from './seal.ts'

/** How often a replica that sends nothing asks what others were told: to stop, or that something is refused. */
const refreshMs = 1000

export type ShareDeps = {
  readonly store: SharedStore
  readonly clock: Clock
  readonly sleep: Sleep
  /** How many replicas there are, for when each is on its own. */
  readonly replicas: number
  /** Part of the egress address's rate budget that this desk may use, above 0, up to 1. */
  readonly budgetFraction: number
}

export type SharedEnvironment = Sharing & { readonly close: () => void }

export function shareEnvironment(environment: EnvironmentConfig, deps: ShareDeps): SharedEnvironment {
  const { store, clock, sleep, replicas, budgetFraction } = deps
  const { name, apiUrl, tokenUrl, clientId, clientSecret } = environment
  // Rate and penalty are matters of the API's address; what is read there is a matter of who reads it.
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
