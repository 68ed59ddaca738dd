/** The server under test, with an environment that points at our stand-in for Paxos. */
import { cores, type Started, startOn } from './processes.ts'

type DeskOptions = {
  /** Limits to disable: `budget`, `person-limit`. See desk-main.ts. */
  readonly without?: string
  readonly env?: Record<string, string>
}

export const startDesk = (upstream: string, { without = '', env = {} }: DeskOptions = {}): Promise<Started> =>
  startOn(cores.measured, ['node', without ? 'bench/proxy/desk-main.ts' : 'src/server/main.ts'], /is ready: (\S+)/, {
    PORT: '0',
    SHUTDOWN_DRAIN_MS: '0',
    PAXOS_SANDBOX_CLIENT_ID: 'bench',
    PAXOS_SANDBOX_CLIENT_SECRET: 'bench',
    PAXOS_SANDBOX_API_URL: `${upstream}/v2`,
    PAXOS_SANDBOX_TOKEN_URL: `${upstream}/oauth2/token`,
    BENCH_WITHOUT: without,
    // As in npm start.
    NODE_COMPILE_CACHE: 'node_modules/.cache/desk',
    ...env,
  })

export const recordPath = (id: string): string => `/api/sandbox/v2/orchestration/orchestrations/${id}`
