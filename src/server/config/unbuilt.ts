/** Settings of features that this version does not have: validated like the others, and refused rather than ignored. */
import type { VariableReader } from './variable-reader.ts'

const unavailable = 'is not available in this version'

export function readUnbuilt(reader: VariableReader): void {
  readSharing(reader)
  readMetrics(reader)
}

function readSharing(reader: VariableReader) {
  const share = reader.text('UPSTREAM_BUDGET_SHARE')
  const value = share !== undefined && /^(0?\.\d{1,6}|0|1|1\.0+)$/.test(share) ? Number(share) : Number.NaN
  if (share !== undefined && !(value > 0 && value <= 1)) {
    reader.fault('UPSTREAM_BUDGET_SHARE', 'must be a number above 0 and up to 1')
  }
  if (share !== undefined && value !== 1) reader.fault('UPSTREAM_BUDGET_SHARE', `other than 1 ${unavailable}`)
  const batching = reader.oneOf('BATCHING', ['on', 'off'], 'off')
  if (batching === 'on') reader.fault('BATCHING', `on ${unavailable}`)
}

function readMetrics(reader: VariableReader) {
  reader.integer('METRICS_PORT', 0, { least: 0, most: 65_535 })
  refuse(reader, 'METRICS_HOST', 'METRICS_PORT')
}

function refuse(reader: VariableReader, ...names: string[]) {
  for (const name of names) if (reader.has(name)) reader.fault(name, unavailable)
}
