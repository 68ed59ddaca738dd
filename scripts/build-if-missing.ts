/** Builds the app when there is no build, or one older than what it is made from. Run by `npm start`. */
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
