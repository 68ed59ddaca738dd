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

type Captured = { readonly code: number; readonly output: string }

/** Runs a program and keeps what it prints, on stdout and stderr alike. */
export function capture(
  command: string,
  args: readonly string[],
  cwd = process.cwd(),
  env: Record<string, string> = {},
): Promise<Captured> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', error => resolve({ code: 1, output: `${command}: ${error.message}\n` }))
    child.once('close', code => resolve({ code: code ?? 1, output }))
  })
}
