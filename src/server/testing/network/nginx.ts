/** Debian's nginx with a test's configuration. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { nginx, pathOf } from '../../../../scripts/programs.ts'

export type TestNginx = {
  /** Its error log and stderr. */
  readonly errors: () => string
  readonly close: () => Promise<void>
}

const accepts = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
  })

/**
 * Starts nginx in the foreground and waits until it listens on `port`. `configuration` receives a directory for its files,
 * in place of nginx's compiled-in paths.
 */
export async function startNginx(port: number, configuration: (directory: string) => string): Promise<TestNginx> {
  const directory = mkdtempSync(join(tmpdir(), 'desk-nginx-'))
  const file = join(directory, 'nginx.conf')
  writeFileSync(file, configuration(directory))
  const child = spawn(pathOf(nginx), ['-p', directory, '-c', file, '-e', 'stderr', '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  for (const until = Date.now() + 8000; !(await accepts(port)); await pause(20)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`nginx did not start:\n${said}`)
  }
  return {
    errors: () => said,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
