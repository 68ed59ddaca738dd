/** Everything that replicas share, over one connection to Redis. */
import type { Logger } from 'pino'
import { type RevokedSessions, warnOfForgotten } from '../auth/session/revoked-sessions.ts'
import { type Clock, systemSleep } from '../clock.ts'
import type { EnvironmentConfig } from '../config/config.ts'
import type { RedisAddress } from '../config/kinds/redis-url.ts'
import type { Sharing } from '../paxos/sharing.ts'
import { connectShared } from './connection.ts'
import { type SharedEnvironment, shareEnvironment } from './environment.ts'
import { createSharedRevokedSessions } from './revoked-sessions.ts'

/** How long the start waits for Redis; later it is used as soon as it is there. */
const startMs = 500

/** What an operator can fix, by Redis's error codes. */
const wrongSetUp: Readonly<Record<string, string>> = {
  no_such_database: 'it has no database of the number in REDIS_URL',
  WRONGPASS: 'the user name or the password in REDIS_URL is wrong',
  NOAUTH: 'it requires a password',
  NOPERM: 'its user in REDIS_URL lacks a permission',
  READONLY: 'it is a read-only replica',
  OOM: 'its memory is full',
}

const whyDown = (reason: string) =>
  wrongSetUp[reason] === undefined ? 'Redis does not answer' : `Redis cannot be used, since ${wrongSetUp[reason]}`

export type Shared = {
  /** Whether Redis answers, as far as known. Only a metric depends on it. */
  readonly isUp: () => boolean
  readonly environment: (environment: EnvironmentConfig) => Sharing
  readonly revoked: RevokedSessions
  readonly close: () => void
}

type SharedOptions = {
  readonly redis: RedisAddress
  readonly replicas: number
  readonly budgetFraction: number
  readonly clock: Clock
  readonly log: Logger
}

export async function openShared({ redis, log, clock, ...budget }: SharedOptions): Promise<Shared> {
  const store = connectShared(redis, {
    up: () => log.info({ event: 'redis_up' }, 'Redis answers'),
    down: reason => log.warn({ event: 'redis_down', reason }, `${whyDown(reason)}: this replica goes on by itself`),
    refused: reason => log.warn({ event: 'redis_refused', reason }, 'Redis refuses commands'),
  })
  const revoked = createSharedRevokedSessions(store, clock, { onForgotten: warnOfForgotten(log) })
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
