/** Starts the real server process with its simulator on a free port, as an operator would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Desk = {
  /** Its public address: `PUBLIC_URL` if set. */
  readonly url: string
  /** Everything the process has printed so far. */
  output: () => string
  stop: () => Promise<void>
}

/** Settings for the environment `sandbox` whose Paxos is this simulator. */
export const sandboxAt = ({ apiUrl, tokenUrl }: { readonly apiUrl: string; readonly tokenUrl: string }) => ({
  PAXOS_SANDBOX_CLIENT_ID: 'demo',
  PAXOS_SANDBOX_CLIENT_SECRET: 'demo',
  PAXOS_SANDBOX_API_URL: apiUrl,
  PAXOS_SANDBOX_TOKEN_URL: tokenUrl,
})

/** Starts a server with these settings and resolves when it listens. Fails with its output when it doesn't. */
export async function startDesk(settings: Record<string, string> = {}): Promise<Desk> {
  const child = spawn('node', ['src/server/main.ts'], {
    env: {
      PATH: process.env.PATH ?? '',
      // As in npm start: half the CPU of a start is compiling.
      NODE_COMPILE_CACHE: 'node_modules/.cache/desk',
      PORT: '0',
      SHUTDOWN_DRAIN_MS: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data
    })
  }
  const url = await listening(child, () => output, settings.PUBLIC_URL)
  return {
    url,
    output: () => output,
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function listening(child: ChildProcess, output: () => string, publicUrl?: string): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until && child.exitCode === null; ) {
    const url = publicUrl ?? /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0]
    if (url && output().includes(url)) return url
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not start:\n${output()}`)
}
