/** Settings of features that this version does not have: validated like the others, and refused rather than ignored. */
import type { VariableReader } from './variable-reader.ts'

const unavailable = 'is not available in this version'

export function readUnbuilt(reader: VariableReader): void {
  readSharing(reader)
  readMetrics(reader)
}

function readSharing(reader: VariableReader) {
  const redis = reader.secret('REDIS_URL')
  if (redis && !/^rediss?:\/\/\S+$/.test(redis.reveal()))
    reader.fault('REDIS_URL', 'must be a redis:// or rediss:// URL')
  refuse(reader, 'REDIS_URL')
  const replicas = reader.integer('REPLICA_COUNT', 1, { least: 1, most: 1000 })
  if (replicas > 1) {
    if (!reader.has('SESSION_KEYS')) reader.fault('SESSION_KEYS', 'is required when REPLICA_COUNT is above 1')
    reader.fault('REPLICA_COUNT', `above 1 ${unavailable}`)
  }
}

function readMetrics(reader: VariableReader) {
  reader.integer('METRICS_PORT', 0, { least: 0, most: 65_535 })
  refuse(reader, 'METRICS_HOST', 'METRICS_PORT')
}

function refuse(reader: VariableReader, ...names: string[]) {
  for (const name of names) if (reader.has(name)) reader.fault(name, unavailable)
}
