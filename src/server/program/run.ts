/** The program: reads the settings, listens, says where, and stops gracefully. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Config, ConfigError, readConfig } from '../config/config.ts'
import { droppedNote, logTo } from '../observe/log.ts'
import { type Output, openStdout } from '../observe/output.ts'
import { IncompleteSite, readSite, type Site } from '../site/read-site.ts'
import { addressProblems, listenProblem } from './listen-problem.ts'
import { stopOnSignals } from './shutdown.ts'
import type { RunningServer, StartOptions } from './start.ts'

const root = new URL('../../../', import.meta.url)

/** Ends the program with sentences instead of a stack trace. */
function giveUp(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}

function refuse(problems: readonly string[]): never {
  giveUp('Orchestration Desk cannot start with these settings:', ...problems.map(problem => `  ${problem}`))
}

function readSettings(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    refuse(error.problems)
  }
}

function greeting({ url, examples }: RunningServer, version: string): readonly string[] {
  const ready = `Orchestration Desk ${version} is ready: ${url}`
  if (examples.length === 0) return [ready]
  const samples = examples.slice(0, 3).map(({ id, shows }) => `  ${url}/demo/orchestrations/${id}  ${shows}`)
  return [ready, 'Samples:', ...samples]
}

/** `--check-config` only checks the settings; `--dist <directory>` is for a web app built elsewhere. */
function readArguments(args: readonly string[]) {
  const options = { 'check-config': { type: 'boolean' }, dist: { type: 'string' } } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    // A setting that was given as an argument may be a secret.
    giveUp(error instanceof Error ? error.message.replaceAll(/=[^']*/g, '=…') : String(error))
  }
}

async function checkSettings(config: Config, output: Output) {
  const problems = await addressProblems(config)
  if (problems.length > 0) refuse(problems)
  output.write('The settings are valid.\n')
  const { ignoredVariables } = config
  if (ignoredVariables.length > 0) {
    output.write(`Ignored, since Kubernetes sets them: ${ignoredVariables.join(', ')}\n`)
  }
}

const remedy = 'Unpack the release again; in a checkout run npm run build.'

/** The web app built into this directory. */
function readApp(directory: string): Site {
  try {
    return readSite(directory) ?? giveUp(`There is no web app in ${directory}. ${remedy}`)
  } catch (error) {
    if (!(error instanceof IncompleteSite || error instanceof SyntaxError)) throw error
    giveUp(`The web app in ${directory} is incomplete: ${error.message}. ${remedy}`)
  }
}

/** `parts` other than the usual ones are for benchmarks. */
export async function run(args: readonly string[], parts: StartOptions['parts'] = {}): Promise<void> {
  const output = openStdout(droppedNote)
  const { 'check-config': checkOnly, dist } = readArguments(args)
  const config = readSettings()
  if (checkOnly) return checkSettings(config, output)
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
  const site = readApp(dist === undefined ? fileURLToPath(new URL('dist', root)) : resolve(dist))
  const log = logTo(config.logLevel, output)
  const { ignoredVariables: names } = config
  if (names.length > 0) log.info({ event: 'variables_ignored', names }, 'Kubernetes sets these for a Service')
  // Loaded only now, so that wrong settings are reported sooner.
  const { startServer } = await import('./start.ts')
  try {
    const starting = startServer({ config, site, version, log, linesDropped: output.dropped, parts })
    stopOnSignals(starting, { drainMs: config.shutdownDrainMs, log, output })
    for (const line of greeting(await starting, version)) output.write(`${line}\n`)
  } catch (error) {
    const problem = listenProblem(error, config)
    if (problem) giveUp(problem)
    throw error
  }
}
