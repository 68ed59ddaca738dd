import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startMetrics } from './start-metrics.ts'

const lines: { url?: string }[] = []
const log = pino({}, { write: line => void lines.push(JSON.parse(line)) })

test('serves the standard metrics of the process beside its own', async () => {
  const running = await startMetrics({ host: '127.0.0.1', port: 0 }, '1.2.3', log)
  const text = await (await fetch(lines[0]?.url ?? '')).text()
  await running.close()
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  expect(text).toContain('desk_build_info{version="1.2.3"')
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
  expect(value('process_cpu_seconds_total')).toBeGreaterThan(0)
  expect(value('process_open_fds')).toBeGreaterThan(3)
  expect(value('nodejs_heap_size_used_bytes')).toBeGreaterThan(1_000_000)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
})
