/**
 * How fast one person may ask: 20 requests a second, 60 at once. It keeps one run-away tab from using up what is there
 * for all; Paxos itself is protected by the rate budget, so each process counts by itself.
 */
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../clock.ts'

const personRate = { perSecond: 20, burst: 60 } as const

/** The cost of an anonymous request: together they get ten times a person's rate. */
const unnamedCost = 0.1
const unnamed = ''

/** People remembered; who has not been seen for longest starts with a full bucket. */
const maxPeople = 10_000

/** `remaining` whole requests are left; `retryMs` until there is one, 0 when this one is allowed. */
export type Allowance = { readonly allowed: boolean; readonly remaining: number; readonly retryMs: number }

export type PersonLimit = {
  /** Takes one request of this person; undefined without sign-in, where all tabs of a machine are one. */
  readonly take: (person: string | undefined) => Allowance
}

export function createPersonLimit(clock: Clock): PersonLimit {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: maxPeople })
  return {
    take: (person = unnamed) => {
      const cost = person === unnamed ? unnamedCost : 1
      const now = clock.now()
      const known = buckets.get(person)
      const bucket = known ?? { tokens: personRate.burst, at: now }
      if (!known) buckets.set(person, bucket)
      bucket.tokens = Math.min(personRate.burst, bucket.tokens + ((now - bucket.at) / 1000) * personRate.perSecond)
      bucket.at = now
      // A hair less than the cost is rounding: a tenth is not a binary fraction.
      const allowed = bucket.tokens >= cost - 1e-9
      if (allowed) bucket.tokens -= cost
      const retryMs = allowed ? 0 : ((cost - bucket.tokens) / personRate.perSecond) * 1000
      return { allowed, remaining: Math.floor(bucket.tokens), retryMs }
    },
  }
}

/** What the draft on RateLimit header fields asks for beside a 429. */
export const rateLimitHeaders = ({ remaining, retryMs }: Allowance): Readonly<Record<string, string>> => ({
  'ratelimit-policy': `"person";q=${personRate.burst};w=${personRate.burst / personRate.perSecond}`,
  ratelimit: `"person";r=${remaining};t=${Math.ceil(retryMs / 1000)}`,
})
