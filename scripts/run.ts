import { spawn } from 'node:child_process'

/** Runs a program on this terminal. Resolves to its exit code; 1 when a signal ended it or it does not exist. */
export function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', error => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(1)
    })
    child.once('exit', code => resolve(code ?? 1))
  })
}
