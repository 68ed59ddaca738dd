/** Public keys of a signer: fetched when needed, kept while they can't be fetched. */
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import { type Dispatcher, request } from 'undici'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import type { Outbound } from '../outbound.ts'

/** How old keys may be before they are fetched again, beside the use that finds them old. */
const freshMs = 10 * 60_000
/** After a fetch, whatever came of it, the next one waits so long: a forged key ID costs the signer nothing. */
const cooldownMs = 10_000
/** How long keys are believed that cannot be fetched again. A key that was taken back is then believed as long. */
const staleMs = 24 * 3_600_000
const timeoutMs = 5000
const maxBytes = 256 * 1024

const KeySet = v.object({ keys: v.array(v.looseObject({ kty: v.string() })) })

export type RemoteKeys = {
  /** For jose: the key for a signature's header. Throws `KeysUnavailable` when there are none, jose's own error when none fits. */
  readonly get: JWTVerifyGetKey
  /** Whether there have been keys once. */
  readonly known: () => boolean
  /** Fetches them when none are there or they are old; never rejects. */
  readonly load: () => Promise<void>
}

/** Nothing can be verified now: neither fresh keys nor ones of the last day are there. */
export class KeysUnavailable extends Error {}

/** `onFailure` receives a code. `withinMs` limits the fetch. */
export function createRemoteKeys(
  url: URL,
  clock: Clock,
  onFailure: (reason: string) => void,
  { dispatcher }: Pick<Outbound, 'dispatcher'>,
  withinMs = timeoutMs,
): RemoteKeys {
  let keys: JWTVerifyGetKey | undefined
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | undefined

  async function fetchKeys() {
    triedAt = clock.now()
    try {
      keys = createLocalJWKSet(v.parse(KeySet, await readJson(url, dispatcher, withinMs)))
      fetchedAt = clock.now()
    } catch (error) {
      onFailure(reasonOf(error))
    } finally {
      underWay = undefined
    }
  }

  async function refresh(): Promise<void> {
    if (underWay === undefined && clock.now() - triedAt < cooldownMs) return
    underWay ??= fetchKeys()
    await underWay
  }

  const age = () => clock.now() - fetchedAt
  return {
    known: () => keys !== undefined,
    load: async () => (age() < freshMs ? undefined : refresh()),
    async get(header, token) {
      // Old keys serve this one while new ones are fetched; only without any is there something to wait for.
      if (age() >= staleMs) await refresh()
      else if (age() >= freshMs) void refresh()
      if (!keys || age() >= staleMs) throw new KeysUnavailable()
      try {
        return await keys(header, token)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        await refresh()
        return keys(header, token)
      }
    },
  }
}

async function readJson(url: URL, dispatcher: Dispatcher | undefined, withinMs: number): Promise<unknown> {
  const { statusCode, body } = await request(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(withinMs),
    ...(dispatcher && { dispatcher }),
  })
  let size = 0
  const chunks: Buffer[] = []
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error('too_large')
    chunks.push(chunk)
  }
  if (statusCode !== 200) throw new Error(`status_${statusCode}`)
  return JSON.parse(Buffer.concat(chunks).toString())
}

/** A code for the log: what the other side sent stays out of it. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError || error instanceof v.ValiError) return 'unreadable'
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name === 'TimeoutError' ? 'timeout' : error.message.slice(0, 40)
}

/** What is logged when keys cannot be fetched; `reason` is a code. */
export const warnOfKeys = (log: Logger) => (reason: string) =>
  log.warn({ event: 'keys_unreachable', reason }, 'the keys that signatures are checked with could not be fetched')
