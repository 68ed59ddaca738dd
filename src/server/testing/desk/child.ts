/** The server in its own process, as an operator runs it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { indexHtml, testSite } from './site.ts'

vi.setConfig({ testTimeout: 30_000 })

const main = fileURLToPath(new URL('../../main.ts', import.meta.url))

export type Child = {
  readonly process: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** The address it prints. Rejects if it exits first. */
  readonly url: Promise<string>
  readonly exitCode: Promise<number | null>
  /** Resident memory in bytes (Linux). */
  readonly memory: () => number
}

/** Writes the test site to a temporary directory; call `remove` at the end. */
export function writeSite(): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'desk-dist-'))
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  write('index.html', indexHtml)
  write('.server/entry-server.js', 'export const prepare = async () => undefined\nexport const draw = prepare\n')
  for (const [path, file] of testSite.files) write(path, file.body)
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

/**
 * Starts it with these variables only, and with what npm start keeps of compiling: none of the test run's own get in.
 * `shell` may do something else than `exec "$@"`, such as send its output elsewhere.
 */
export function startChild(
  variables: Record<string, string>,
  args: readonly string[] = [],
  shell = 'exec "$@"',
): Child {
  const child = spawn('/bin/sh', ['-c', shell, 'sh', process.execPath, main, ...args], {
    env: { NODE_COMPILE_CACHE: 'node_modules/.cache/desk', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const exitCode = new Promise<number | null>(resolve => child.once('close', resolve))
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      stdout += chunk
      const found = /is ready: (\S+)/.exec(stdout)?.[1]
      if (found) resolve(found)
    })
    exitCode.then(code => reject(new Error(`ended with ${code}: ${stderr}`)))
  })
  url.catch(() => undefined)
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    url,
    exitCode,
    memory: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
    },
  }
}
