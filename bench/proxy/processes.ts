/** Starts the server under test and everything around it, each on its own core if possible. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The server under test has the first core; load and Paxos share the second. */
export const cores = { measured: 0, around: 1 } as const

const hasTaskset = existsSync('/usr/bin/taskset')
const clockTicks = Number(execFileSync('getconf', ['CLK_TCK']))
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export type Started = {
  readonly child: ChildProcess
  /** The match of the pattern in its output. */
  readonly found: string
  readonly stop: () => Promise<void>
}

/** Starts a program on a core and resolves once its output matches. Fails with its output when it does not. */
export async function startOn(
  core: number,
  command: readonly [string, ...string[]],
  pattern: RegExp,
  env: Record<string, string> = {},
): Promise<Started> {
  const [program, ...args] = hasTaskset ? ['taskset', '-c', String(core), ...command] : command
  const child = spawn(program ?? '', args, { env: { PATH: process.env.PATH ?? '', ...env }, stdio: 'pipe' })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let output = ''
  let found: string | undefined
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${command.join(' ')} ended with ${code}:\n${output}`)))
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        // Keep reading, or the program blocks; keep the text only until it is ready.
        if (found !== undefined) return
        output += data
        found = pattern.exec(output)?.[1]
        if (found !== undefined) resolve()
      })
    }
  })
  await ready
  return {
    child,
    found: found ?? '',
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Moves this process, which generates the load, to its core. */
export function moveToItsCore(): void {
  if (hasTaskset) execFileSync('taskset', ['-acp', String(cores.around), String(process.pid)], { stdio: 'ignore' })
}

/** CPU time in ms of a process and its children (nginx's workers) so far. */
export function cpuMs(pid: number): number {
  const { user, system } = statOf(pid)
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), ((user + system) * 1000) / clockTicks)
}

function statOf(pid: number) {
  // The name is in parentheses and may contain anything; the numbers follow it (man 5 proc).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
  const [, parent = 0] = fields
  return { parent, user: fields[11] ?? 0, system: fields[12] ?? 0 }
}

function childrenOf(pid: number): readonly number[] {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return all.map(Number).filter(other => {
    try {
      return statOf(other).parent === pid
    } catch {
      // It has exited since we read the directory.
      return false
    }
  })
}

/** Resident memory in MB. */
export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length
