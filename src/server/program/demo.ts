/** The demo environment: the simulator on a separate port, reached over real HTTP like Paxos itself. */
import type { AppConfig } from '#domain/config/app-config.ts'
import { readScopes } from '#paxos/api.ts'
import type { EnvironmentConfig } from '../config/config.ts'
import { Secret } from '../config/secret.ts'

export type Demo = {
  readonly environment: EnvironmentConfig
  readonly examples: AppConfig['environments'][number]['examples']
  readonly close: () => Promise<void>
}

/** Long enough to be seen, short enough to be sat out. */
const penaltyMs = 10_000

export async function startDemo(): Promise<Demo> {
  // Loaded only here: a server without the demo has no use for its data.
  const [{ startSimulator }, { examples }] = await Promise.all([
    import('#simulator/simulator.ts'),
    import('#simulator/scenarios.ts'),
  ])
  const simulator = await startSimulator({ host: '127.0.0.1', port: 0, throttleMs: penaltyMs })
  return {
    environment: {
      name: 'demo',
      apiUrl: new URL(simulator.apiUrl),
      tokenUrl: new URL(simulator.tokenUrl),
      clientId: 'demo',
      clientSecret: new Secret('demo'),
      scope: readScopes.join(' '),
      penaltyMs,
    },
    examples: examples.map(({ id, shows }) => ({ id, shows })),
    close: () => simulator.close(),
  }
}
