/** Settings of features that this version does not have: validated like the others, and refused rather than ignored. */
import type { VariableReader } from './variable-reader.ts'

const unavailable = 'is not available in this version'

export function readUnbuilt(reader: VariableReader): void {
  readMetrics(reader)
}

function readMetrics(reader: VariableReader) {
  reader.integer('METRICS_PORT', 0, { least: 0, most: 65_535 })
  refuse(reader, 'METRICS_HOST', 'METRICS_PORT')
}

function refuse(reader: VariableReader, ...names: string[]) {
  for (const name of names) if (reader.has(name)) reader.fault(name, unavailable)
}
