/** The simulator as a separate program: `npm run simulator`. */
import { examples } from './scenarios.ts'
import { startSimulator } from './simulator.ts'

const given = process.env.SIMULATOR_PORT ?? '8090'
const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN

if (!(port <= 65_535)) fail(`SIMULATOR_PORT must be a port number from 0 to 65535, not "${given}"`)

const simulator = await startSimulator({ port }).catch((error: NodeJS.ErrnoException) =>
  fail(error.code === 'EADDRINUSE' ? `port ${port} is in use: set SIMULATOR_PORT to another one` : error.message),
)

process.stdout.write(
  [
    `Simulated Paxos on ${simulator.url}`,
    `  API    ${simulator.apiUrl}`,
    `  tokens ${simulator.tokenUrl} (client "demo", secret "demo")`,
    'Some orchestration ids (all of them: docs/simulator.md):',
    ...examples.map(({ id, shows }) => `  ${id}  ${shows}`),
    '',
  ].join('\n'),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
