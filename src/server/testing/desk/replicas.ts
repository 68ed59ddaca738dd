/** Several servers in this process that share a Redis. */
import { type Clock, systemClock, systemSleep } from '../../clock.ts'
import { connectShared, type SharedStore } from '../../shared/connection.ts'
import { shareEnvironment } from '../../shared/environment.ts'
import type { TestRedis } from '../network/redis.ts'
import type { FakeUpstream } from '../upstream/fake-upstream.ts'
import { type Desk, startDesk, testEnvironment } from './desk.ts'

export type Replica = Desk & { readonly store: SharedStore }

type ReplicasOptions = {
  readonly upstream: FakeUpstream
  readonly redis: TestRedis
  readonly count: number
  /** Replaces Redis's clock too. */
  readonly clock?: Clock
  readonly penaltyMs?: number
  /** Timeout for Redis; the real 150 ms only in tests about it. */
  readonly commandMs?: number
}

export const silent = { up: () => undefined, down: () => undefined, refused: () => undefined }

/** A connection with a generous timeout, for tests that aren't about Redis's speed. */
export async function patientStore(redis: TestRedis, clock?: Clock, commandMs = 10_000): Promise<SharedStore> {
  const store = connectShared(redis.address, silent, { ...(clock && { clock }), commandMs })
  await store.settled(10_000)
  return store
}

export async function startReplicas({ upstream, redis, count, clock, penaltyMs, commandMs }: ReplicasOptions) {
  const start = async (): Promise<Replica> => {
    const store = await patientStore(redis, clock, commandMs)
    const own = clock ?? systemClock
    const deps = { store, clock: own, sleep: systemSleep, replicas: count, budgetFraction: 1 }
    const options = { ...upstream, clock: own, ...(penaltyMs !== undefined && { penaltyMs }) }
    const sharing = shareEnvironment(testEnvironment(options), deps)
    // Hundreds of simultaneous reads are slow on a busy machine, and no deadline is tested here.
    const timings = { connectMs: 20_000, headersMs: 20_000, totalMs: 25_000, tokenMs: 20_000 }
    const desk = await startDesk({ ...options, timings, random: () => 0, connection: { sharing } })
    const close = async () => {
      sharing.close()
      store.close()
      await desk.close()
    }
    return { ...desk, store, close }
  }
  return Promise.all(Array.from({ length: count }, start))
}

export const closeAll = (replicas: readonly Replica[]): Promise<unknown> =>
  Promise.all(replicas.map(replica => replica.close()))
