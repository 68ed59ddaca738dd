import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('the young generation grows with the work, within its bound, also after a pause', () => {
  const { first, idle, again } = JSON.parse(execFileSync('node', ['src/server/testing/churn.ts'], { encoding: 'utf8' }))
  expect(idle).toBeLessThan(4)
  for (const busy of [first, again]) {
    expect(busy).toBeGreaterThan(12)
    // The last doubling may go past it.
    expect(busy).toBeLessThanOrEqual(24)
  }
})
