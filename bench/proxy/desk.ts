/** Our server as it is measured: the real program with a live environment that is our stand-in for Paxos. */
import { cores, type Started, startOn } from './processes.ts'

/** `entry` is the program, or a variant of it. */
export const startDesk = (
  upstream: string,
  { entry = 'src/server/main.ts', env = {} }: { readonly entry?: string; readonly env?: Record<string, string> } = {},
): Promise<Started> =>
  startOn(cores.measured, ['node', entry], /is ready: (\S+)/, {
    PORT: '0',
    SHUTDOWN_DRAIN_MS: '0',
    PAXOS_SANDBOX_CLIENT_ID: 'bench',
    PAXOS_SANDBOX_CLIENT_SECRET: 'bench',
    PAXOS_SANDBOX_API_URL: `${upstream}/v2`,
    PAXOS_SANDBOX_TOKEN_URL: `${upstream}/oauth2/token`,
    ...env,
  })

export const recordPath = (id: string): string => `/api/sandbox/v2/orchestration/orchestrations/${id}`
