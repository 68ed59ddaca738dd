/**
 * Builds the app when there is no build or it is older than its sources, and then starts the server once to fill
 * NODE_COMPILE_CACHE, so that the first start is as fast and as small as later ones. Run by `npm start`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, statSync } from 'node:fs'
import { run } from './run.ts'

const built = 'dist/index.html'
const sources = [
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  ...globSync('{src/{web,domain,paxos},public}/**/*'),
]
const isCurrent =
  existsSync(built) &&
  sources.every(source => statSync(source).isDirectory() || statSync(source).mtimeMs <= statSync(built).mtimeMs)

if (!isCurrent) {
  process.stdout.write('Building the app first, this takes a few seconds.\n')
  process.exitCode = await run('vite', ['build', '--logLevel', 'warn'])
}

/** As in the start script, which doesn't set it for this program: Node would create the directory. */
const compiled = 'node_modules/.cache/desk'
if (!existsSync(compiled)) {
  const server = spawn('node', ['src/server/main.ts'], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, PORT: '0', SHUTDOWN_DRAIN_MS: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(server, 'exit')
  server.stdout.once('data', () => server.kill())
  await exit
}
