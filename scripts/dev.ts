/** Development: the proxy with its embedded simulator, restarted on change, and Vite with hot reload in front of it. */
import { spawn } from 'node:child_process'
import { toolsProblem } from './build-problem.ts'
import { run } from './run.ts'

const problem = await toolsProblem()
if (problem !== undefined) {
  process.stderr.write(`The app can't be built: ${problem}.\n`)
  process.exit(1)
}
if ((await run('node', ['scripts/build-if-missing.ts'])) !== 0) process.exit(1)
// A restart on every change has no clients to drain.
const options = { stdio: 'inherit', env: { SHUTDOWN_DRAIN_MS: '0', ...process.env } } as const
const children = [
  spawn('node', ['--watch', '--watch-preserve-output', 'src/server/main.ts'], options),
  spawn('vite', ['--clearScreen', 'false'], options),
]
const stop = () => {
  for (const child of children) child.kill()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
for (const child of children) child.once('exit', stop)
