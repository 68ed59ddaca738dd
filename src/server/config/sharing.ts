/** Settings of several replicas that serve as one. */
import type { Secret } from './secret.ts'
import type { VariableReader } from './variable-reader.ts'

export type SharingConfig = {
  /** Where replicas share what they know; undefined: each is on its own. */
  readonly redisUrl: Secret | undefined
  /** How many there are behind one egress address. */
  readonly replicaCount: number
}

export function readSharing(reader: VariableReader): SharingConfig {
  const redisUrl = reader.secret('REDIS_URL')
  if (redisUrl && !isRedisUrl(redisUrl.reveal())) {
    reader.fault('REDIS_URL', 'must be a URL such as redis://host:6379/0, or rediss:// for TLS')
  }
  const replicaCount = reader.integer('REPLICA_COUNT', 1, { least: 1, most: 1000 })
  if (replicaCount > 1 && !reader.has('SESSION_KEYS')) {
    reader.fault('SESSION_KEYS', 'is required when REPLICA_COUNT is above 1: one replica must read what another sealed')
  }
  return { redisUrl, replicaCount }
}

function isRedisUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // A number of a database, or nothing: whatever else stands there would be ignored.
  return (
    url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^\/?\d{0,4}$/.test(url.pathname)
  )
}
