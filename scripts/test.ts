/**
 * Runs every check: types, lint, dead code, unit tests, production build, budgets, end-to-end tests. Continues after a
 * failure and ends with "N passed, N failed".
 *
 * Some tests start redis-server, nginx and Chromium, which are installed with apt if missing and possible. Suites that
 * could not run count as failed; `WITHOUT=redis,nginx,chromium,full-chromium` skips them on purpose.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { checkBudgets } from './budgets.ts'
import { toolsProblem } from './build-problem.ts'
import { chromium, findChromium, fullChromium } from './chromium.ts'
import { nginx, provide, readWithout, redis } from './programs.ts'
import { run } from './run.ts'

type Count = { passed: number; failed: number }
const total: Count = { passed: 0, failed: 0 }
const results = 'test-results'

async function step(title: string, work: () => Promise<Count>): Promise<void> {
  console.log(`\n── ${title}`)
  const started = Date.now()
  const count = await work().catch((error: unknown): Count => {
    console.error(error)
    return { passed: 0, failed: 1 }
  })
  total.passed += count.passed
  total.failed += count.failed
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`── ${title}: ${count.failed ? 'FAILED' : 'ok'} in ${seconds} s`)
}

/** A program that reports by its exit code alone. */
const check =
  (command: string, ...args: string[]) =>
  async (): Promise<Count> =>
    (await run(command, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }

/** A test runner that writes its counts to a JSON file. If it fails without a failed test, that is one failure. */
async function suite(command: string, args: string[], env: Record<string, string>, count: () => Count): Promise<Count> {
  const code = await run(command, args, env)
  const { passed, failed } = count()
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

const readJson = (file: string) => JSON.parse(readFileSync(`${results}/${file}`, 'utf8'))

const problem = await toolsProblem()
if (problem !== undefined) {
  process.stderr.write(`The checks can't run: ${problem}.\n`)
  process.exit(1)
}

const programs = [redis, nginx, chromium, fullChromium]
const without = readWithout(
  process.env.WITHOUT,
  programs.map(({ name }) => name),
)

// Output to a file or CI log has no use for colour.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1'

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const missing: string[] = []
await step('Programs', async () => {
  const absent = await provide(programs.filter(({ name }) => !without.includes(name)))
  for (const { name, suites } of absent) {
    missing.push(name)
    console.error(
      `NOT RUN: ${suites}. ${name} is missing and could not be installed. Install it, or set WITHOUT=${name}.`,
    )
  }
  return { passed: 0, failed: absent.length }
})
const left = [...without, ...missing]

// One core each.
await Promise.all([
  step('Types', check('tsc', '-b')),
  step('Format and lint', check('biome', 'check', '--error-on-warnings', '.')),
  step('Dead code', check('knip')),
])
const programsLeftOut = { WITHOUT: left.filter(name => name !== chromium.name).join(',') }
await step('Unit tests', () =>
  suite(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}/unit.json`],
    programsLeftOut,
    () => {
      const { numPassedTests, numFailedTests } = readJson('unit.json')
      return { passed: numPassedTests, failed: numFailedTests }
    },
  ),
)
await step('Production build', check('vite', 'build', '--logLevel', 'warn'))
await step('Budgets', async () => checkBudgets())
const browser = left.includes(chromium.name) ? undefined : findChromium()
if (browser !== undefined) {
  await step('End-to-end tests', () =>
    suite('playwright', ['test'], { ...programsLeftOut, CHROMIUM_PATH: browser }, () => {
      const { stats } = readJson('e2e.json')
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
    }),
  )
}

for (const { name, suites } of programs) {
  if (left.includes(name))
    console.log(`\nNot run: ${suites} (${without.includes(name) ? `WITHOUT=${name}` : `no ${name}`})`)
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed ? 1 : 0
