/** A redis-server for one test: a free port, nothing on disk. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { vi } from 'vitest'
import { pathOf, redis as program } from '../../../../scripts/programs.ts'
import { type RedisAddress, redisUrl } from '../../config/kinds/redis-url.ts'
import { freePort } from './free-port.ts'

// Programs start slowly on a busy machine.
vi.setConfig({ hookTimeout: 60_000 })

export type TestRedis = {
  readonly url: string
  readonly address: RedisAddress
  /** A client of the test itself. */
  readonly ask: (command: string, ...args: (string | number)[]) => Promise<unknown>
  /** All keys and values as text, to search in. */
  readonly dump: () => Promise<string>
  readonly kill: () => Promise<void>
  /** On the same port, empty. */
  readonly start: () => Promise<void>
  /** Connections stay open without responses. */
  readonly freeze: () => void
  readonly thaw: () => void
  readonly close: () => Promise<void>
}

export async function startRedis(settings: readonly string[] = []): Promise<TestRedis> {
  const port = await freePort()
  const directory = mkdtempSync(join(tmpdir(), 'desk-redis-'))
  const url = `redis://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let onlooker: Redis | undefined

  async function start() {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '']
    const started = spawn(pathOf(program), [...options, '--appendonly', 'no', ...settings], { stdio: 'pipe' })
    child = started
    await new Promise<void>((resolve, reject) => {
      let said = ''
      started.stdout.on('data', chunk => {
        said += chunk
        if (said.includes('Ready to accept connections')) resolve()
      })
      started.once('error', reject)
      started.once('exit', code => reject(new Error(`redis-server ended with ${code}: ${said}`)))
    })
    onlooker = new Redis(url, { retryStrategy: () => null })
    onlooker.on('error', () => undefined)
  }

  async function kill() {
    onlooker?.disconnect()
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(resolve => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  const ask: TestRedis['ask'] = async (command, ...args) => {
    if (!onlooker) throw new Error('redis-server is not running')
    return onlooker.call(command, ...args)
  }

  await start()
  return {
    url,
    address: redisUrl(url),
    ask,
    dump: async () => {
      const keys = (await ask('KEYS', '*')) as string[]
      const values = await Promise.all(keys.map(key => readKey(ask, key)))
      return JSON.stringify(keys.map((key, index) => [key, values[index]]))
    },
    kill,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    close: async () => {
      await kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function readKey(ask: TestRedis['ask'], key: string): Promise<unknown> {
  switch (await ask('TYPE', key)) {
    case 'string':
      return ask('GET', key)
    case 'hash':
      return ask('HGETALL', key)
    case 'list':
      return ask('LRANGE', key, 0, -1)
    case 'stream':
      return ask('XRANGE', key, '-', '+')
    default:
      throw new Error(`cannot read ${key}`)
  }
}
