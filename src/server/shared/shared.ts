/** Everything that replicas share, over one connection to Redis. */
import type { Logger } from 'pino'
import type { RevokedSessions } from '../auth/revoked-sessions.ts'
import { type Clock, systemSleep } from '../clock.ts'
import type { Secret } from '../config/secret.ts'
import type { EnvironmentConfig } from '../config.ts'
import type { Sharing } from '../paxos/sharing.ts'
import { connectShared } from './connection.ts'
import { type SharedEnvironment, shareEnvironment } from './environment.ts'
import { createSharedRevokedSessions } from './revoked-sessions.ts'

/** What starting waits for Redis; later it is taken up whenever it is there. */
const startMs = 500

export type Shared = {
  /** Whether Redis answers, as far as is known. Nothing depends on it but a number for the operator. */
  readonly isUp: () => boolean
  readonly environment: (environment: EnvironmentConfig) => Sharing
  readonly revoked: RevokedSessions
  readonly close: () => void
}

type SharedOptions = {
  readonly redisUrl: Secret
  readonly replicas: number
  readonly budgetShare: number
  readonly clock: Clock
  readonly log: Logger
}

export async function openShared({ redisUrl, log, clock, ...budget }: SharedOptions): Promise<Shared> {
  const store = connectShared(redisUrl, {
    up: () => log.info({ event: 'redis_up' }, 'Redis answers'),
    down: reason => log.warn({ event: 'redis_down', reason }, 'Redis does not answer: this replica goes on by itself'),
    refused: reason => log.warn({ event: 'redis_refused', reason }, 'Redis refuses commands'),
  })
  const revoked = createSharedRevokedSessions(store, clock)
  const environments: SharedEnvironment[] = []
  await store.settled(startMs)
  await revoked.refresh()
  return {
    isUp: store.isUp,
    environment: environment => {
      const shared = shareEnvironment(environment, { store, clock, sleep: systemSleep, ...budget })
      environments.push(shared)
      return shared
    },
    revoked,
    close: () => {
      revoked.close()
      for (const environment of environments) environment.close()
      store.close()
    },
  }
}
