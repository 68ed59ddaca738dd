/** What was read from Paxos, as bytes, in bounded memory. The least recently asked for makes room. */
import { LRUCache } from 'lru-cache'
import { compareInstants } from '#domain/text/instant.ts'
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import type { FaultOptions } from '../../fault.ts'
import type { AnswerFacts } from './freshness.ts'
import type { Stale } from './served.ts'

/** An answer with what a cache must know of it. `at` is when it was read, by the clock that never jumps. */
export type Kept = AnswerFacts & {
  /** Under which it is kept: the environment and what was asked for. */
  readonly key: string
  readonly environment: string
  readonly endpoint: EndpointName
  readonly body: Buffer
  readonly etag: string
  /** When it was read, RFC 3339, as it is said with each answer. */
  readonly readAt: string
  readonly at: number
  /** Why the latest attempt to renew it failed; undefined when none has failed. */
  readonly renewalFailure?: Stale
}

/** That Paxos refused what was asked for, or had nothing by that ID and said so in these words. */
type None = {
  readonly at: number
  readonly notFound?: { readonly detail: string; readonly upstream: FaultOptions['upstream'] }
}

export type Store = {
  /** An answer, or that there is none. */
  readonly find: (key: string) => Kept | None | undefined
  readonly get: (key: string) => Kept | undefined
  /** Keeps an answer and gives what is kept now: a record that was updated later stays. */
  readonly put: (key: string, answer: Kept) => Kept
  readonly putNone: (key: string, none: None) => void
  /** Forgets these answers. */
  readonly drop: (which: (entry: Kept) => boolean) => void
}

export type StoreOptions = { readonly clock: Clock; readonly maxBytes?: number }

export const isKept = (entry: Kept | None): entry is Kept => 'body' in entry

/** All environments together. */
const defaultBytes = 20 * 1024 * 1024
/** Objects, slots and allocator around the bytes of an entry, by measurement. */
const overhead = 1024

/** Milliseconds since it was read. */
export const ageOf = ({ at }: Pick<Kept, 'at'>, clock: Clock): number => Math.max(0, clock.now() - at)

/** Whether it may still be shown when nothing newer can be had. */
export const isServable = (kept: Kept, clock: Clock): boolean =>
  ageOf(kept, clock) <= kept.freshness.freshMs + kept.freshness.onErrorMs

export function createStore({ clock, maxBytes = defaultBytes }: StoreOptions): Store {
  const entries = new LRUCache<string, Kept | None>({
    maxSize: maxBytes,
    sizeCalculation: (entry, key) =>
      overhead + 2 * key.length + (isKept(entry) ? entry.body.length : 2 * JSON.stringify(entry).length),
  })
  const find = (key: string) => entries.get(key)
  const get = (key: string) => {
    const entry = find(key)
    return entry && isKept(entry) ? entry : undefined
  }
  return {
    find,
    get,
    put: (key, answer) => {
      const before = get(key)
      if (before && isServable(before, clock) && isOlder(answer, before)) return before
      entries.set(key, answer)
      return answer
    },
    putNone: (key, none) => void entries.set(key, none),
    drop: which => {
      for (const [key, entry] of [...entries]) if (isKept(entry) && which(entry)) entries.delete(key)
    },
  }
}

/** By the records' own times, to the nanosecond: replicas of Paxos answer with what they have. */
const isOlder = ({ updatedAt: ours }: Kept, { updatedAt: theirs }: Kept): boolean =>
  ours !== undefined && theirs !== undefined && compareInstants(ours, theirs) < 0
