/** docs/simulator.md agrees with the code. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readInstant } from './data/values/time.ts'
import { otherIds, scenarios, sentinels } from './scenarios.ts'

const document = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8')
const lines = document.split('\n')

const everyId = [scenarios, sentinels, otherIds].flatMap(ids => Object.entries<{ id: string; shows: string }>(ids))

test.each(everyId)('%s has its row', (name, { id, shows }) => {
  expect(lines).toContain(`| \`${name}\` | \`${id}\` | ${shows} |`)
})

test('the tables have no other rows', () => {
  const rows = lines.filter(line => /^\| `/.test(line))
  expect(rows).toHaveLength(everyId.length)
})

test('names every moving scenario and how to run one again', () => {
  const moving = Object.entries(scenarios).filter(([, { run }]) => run)
  expect(moving.length).toBeGreaterThan(1)
  const [, section = ''] = document.split('### New runs')
  for (const [name] of moving) expect(section).toContain(`\`${name}\``)
  expect(section).toContain(`\`${scenarios['completes-in-20-s'].id.slice(0, 24)}\``)
})

test('the first scenario has fixed times, as documented', () => {
  const [first] = Object.values(scenarios)
  const at = (start: number) => readInstant(String(first?.orchestration(start).created_at))
  expect(at(0)).toBe(at(1_000_000_000_000))
  expect(at(0)).toBeDefined()
})
