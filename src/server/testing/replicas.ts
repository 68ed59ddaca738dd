/** Several desks that share a Redis, in this process. */
import { type Clock, systemClock, systemSleep } from '../clock.ts'
import { connectShared, type SharedStore } from '../shared/connection.ts'
import { shareEnvironment } from '../shared/environment.ts'
import { type Desk, startDesk, testEnvironment } from './desk.ts'
import type { FakeUpstream } from './fake-upstream.ts'
import type { TestRedis } from './redis.ts'

export type Replica = Desk & { readonly store: SharedStore }

type ReplicasOptions = {
  readonly upstream: FakeUpstream
  readonly redis: TestRedis
  readonly count: number
  /** Stands in for Redis's own clock too. */
  readonly clock?: Clock
  readonly penaltyMs?: number
  /** How long Redis may take to answer; the real 150 ms only where that is what is tested. */
  readonly commandMs?: number
}

export const silent = { up: () => undefined, down: () => undefined, refused: () => undefined }

/** A connection for tests of what is shared rather than of how fast Redis is on a busy machine. */
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
    // Hundreds of reads at once take a while on a busy machine, and no deadline is tested here.
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
