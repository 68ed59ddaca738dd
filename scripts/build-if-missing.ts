/**
 * Builds the app when there is no build or it is older than its sources, and then starts the server once to fill
 * NODE_COMPILE_CACHE, so that the first start is as fast and as small as later ones. Run by `npm start`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs'
import { buildProblem } from './build-problem.ts'
import { capture } from './run.ts'

const built = 'dist/index.html'
/** The app as the server draws it, which older builds don't have. */
const drawModule = 'dist/.server/entry-server.js'
const sources = [
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  ...globSync('{src/{web,domain,paxos},public}/**/*'),
]
const isCurrent =
  existsSync(built) &&
  existsSync(drawModule) &&
  sources.every(source => statSync(source).isDirectory() || statSync(source).mtimeMs <= statSync(built).mtimeMs)

if (!isCurrent) await build()

async function build() {
  if (!existsSync('node_modules/vite')) return makeDo('Vite is not installed; npm ci installs it')
  process.stdout.write('Building the app first, this takes a few seconds.\n')
  // Elsewhere first: a build that fails leaves the one before as it was.
  const next = 'dist.next'
  const { code, output } = await capture(
    'vite',
    ['build', '--logLevel', 'warn', '--outDir', next, '--emptyOutDir'],
    '.',
    {
      NODE_ENV: 'production',
    },
  )
  if (code !== 0) {
    const problem = buildProblem(output)
    if (problem !== undefined) return makeDo(problem)
    process.stderr.write(output)
    process.exit(1)
  }
  process.stdout.write(output)
  rmSync('dist', { recursive: true, force: true })
  renameSync(next, 'dist')
}

/** Goes on with an older build, or ends where there is none. */
function makeDo(problem: string) {
  if (existsSync(built)) {
    process.stdout.write(`Serving the existing build in dist/, which is older than its sources: ${problem}.\n`)
  } else {
    process.stderr.write(`The app can't be built: ${problem}.\n`)
    process.exit(1)
  }
}

/** As in scripts/start.sh, which doesn't set it for this program: Node would create the directory. */
const compiled = 'node_modules/.cache/desk'
if (!existsSync(compiled) && isWritable('node_modules')) {
  const server = spawn('node', ['src/server/main.ts'], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, PORT: '0', SHUTDOWN_DRAIN_MS: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(server, 'exit')
  server.stdout.once('data', () => server.kill())
  await exit
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK)
    return true
  } catch {
    return false
  }
}
