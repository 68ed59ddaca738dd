/** The program: reads the settings, listens, says where, and stops gracefully. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Config, ConfigFaults, configOfProcess } from './config.ts'
import { createLog } from './observe/log.ts'
import { MetricsListenError } from './observe/start-metrics.ts'
import { stopOnSignals } from './shutdown.ts'
import { readSite } from './site/read-site.ts'
import type { RunningServer, StartOptions } from './start.ts'

const root = new URL('../../', import.meta.url)
const say = (text: string) => process.stdout.write(`${text}\n`)

/** Ends the program with sentences instead of a stack trace. */
function giveUp(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}

function readSettings(): Config {
  try {
    return configOfProcess()
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    giveUp('Orchestration Desk cannot start with these settings:', ...error.faults.map(fault => `  ${fault}`))
  }
}

function greet({ url, examples }: RunningServer, version: string) {
  say(`Orchestration Desk ${version} is ready: ${url}`)
  if (examples.length === 0) return
  say('Simulated payments to look at:')
  for (const { id, shows } of examples.slice(0, 3)) say(`  ${url}/demo/orchestrations/${id}  ${shows}`)
}

function listenFault(error: unknown, config: Config): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const isMetrics = error instanceof MetricsListenError
  const { host, port } = (isMetrics && config.metrics) || config
  const prefix = isMetrics ? 'METRICS_' : ''
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use already. Set ${prefix}PORT to another one, or stop what listens there.`
    case 'EACCES':
      return `This user may not listen on port ${port}. Set ${prefix}PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Set ${prefix}HOST to one of its own.`
    default:
      return undefined
  }
}

/** `--check-config` only reads the settings; `--dist <directory>` is for a web app built elsewhere. */
function readArguments(args: readonly string[]) {
  const options = { 'check-config': { type: 'boolean' }, dist: { type: 'string' } } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error))
  }
}

/** `parts` other than the usual ones are for benchmarks. */
export async function run(args: readonly string[], parts: StartOptions['parts'] = {}): Promise<void> {
  const { 'check-config': checkOnly, dist } = readArguments(args)
  const config = readSettings()
  if (checkOnly) {
    say('The settings are valid.')
    return
  }
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
  const site = readSite(dist === undefined ? fileURLToPath(new URL('dist', root)) : resolve(dist))
  if (!site) giveUp('The web app is not built. Run npm run build first.')
  const log = createLog(config.logLevel)
  // Loaded only now: what is wrong with the settings is told sooner without it.
  const { startServer } = await import('./start.ts')
  try {
    const server = await startServer({ config, site, version, log, parts })
    stopOnSignals(server, config.shutdownDrainMs, log)
    greet(server, version)
  } catch (error) {
    const fault = listenFault(error, config)
    if (fault) giveUp(fault)
    throw error
  }
}
