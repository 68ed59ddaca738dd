/** The headers that give the source and age of a response. */
import type { CacheResult } from '../paxos/cache/result.ts'
import type { Stale } from '../paxos/cache/store.ts'

/**
 * `Age` and `Cache-Status` (RFC 9211) for tools, `X-Read-At` and `X-Stale` for the app. All are always sent: a browser
 * that gets a 304 keeps the headers it had, except those sent again.
 */
export function cacheHeaders(result: CacheResult) {
  const { etag, readAt, ageMs, stale } = result
  return {
    'cache-control': 'private, no-cache',
    etag,
    age: String(Math.floor(ageMs / 1000)),
    'cache-status': cacheStatus(result),
    'x-read-at': readAt,
    'x-stale': stale ? staleText(stale) : 'no',
  }
}

/** `upstream_penalty;retry-after=296;status=503` */
function staleText({ reason, retryAfter, status }: Stale): string {
  const details = { 'retry-after': retryAfter, status }
  const parts = Object.entries(details).flatMap(([name, value]) => (value === undefined ? [] : [`;${name}=${value}`]))
  return reason + parts.join('')
}

function cacheStatus({ how, ttlMs, stale, forwarded }: CacheResult): string {
  const source = forwarded === undefined ? 'hit' : `fwd=${forwarded}`
  const collapsed = how === 'shared' ? '; collapsed' : ''
  const detail = stale ? `; detail=${stale.reason}` : how === 'batch' ? '; detail=batch' : ''
  return `orchestration-desk; ${source}${collapsed}; ttl=${Math.floor(ttlMs / 1000)}${detail}`
}
