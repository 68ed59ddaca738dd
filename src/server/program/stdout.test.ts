/** A stdout that can't be written to: the server serves, counts what it drops, and stops as ever. */
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'
import { freePort } from '../testing/network/free-port.ts'

const site = writeSite()
const directory = mkdtempSync(join(tmpdir(), 'desk-stdout-'))
const children: Child[] = []
const descriptors: number[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.process.kill('SIGKILL')
  for (const descriptor of descriptors.splice(0)) closeSync(descriptor)
})
afterAll(() => {
  site.remove()
  rmSync(directory, { recursive: true, force: true })
})

/** The program with its output sent elsewhere, and how to reach it, since it can't say so. */
async function start(shell: string, variables: Record<string, string> = {}) {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const child = startChild(
    { PORT: String(port), METRICS_PORT: String(metricsPort), SHUTDOWN_DRAIN_MS: '0', ...variables },
    ['--dist', site.directory],
    shell,
  )
  children.push(child)
  const status = async (path = '/api/status') => (await fetch(`http://127.0.0.1:${port}${path}`)).status
  // It can't say that it is ready.
  while ((await status('/livez').catch(() => 0)) !== 200) await new Promise(resolve => setTimeout(resolve, 50))
  return {
    child,
    /** Asks so many times; each is a line of log. */
    ask: async (times: number) => {
      for (let n = 0; n < times; n += 1) expect(await status()).toBe(200)
    },
    dropped: async () => {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      return Number(/^desk_log_lines_dropped_total (\d+)$/m.exec(text)?.[1])
    },
    stop: () => {
      child.process.kill('SIGTERM')
      return child.exitCode
    },
  }
}

let pipes = 0
/** A named pipe whose reader is the test, which may read or not. */
function pipe() {
  const path = join(directory, `pipe-${pipes++}`)
  execFileSync('mkfifo', [path])
  const open = () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const read = (descriptor: number) => {
    const chunk = Buffer.alloc(64 * 1024)
    try {
      return chunk.toString('utf8', 0, readSync(descriptor, chunk))
    } catch {
      return ''
    }
  }
  return { path, open, read }
}

const parse = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))

test.each([
  ['a full disk', 'exec "$@" >/dev/full'],
  ['a full disk for both', 'exec "$@" >/dev/full 2>&1'],
  ['a descriptor for reading', 'exec "$@" 1</dev/null'],
])('%s drops lines and nothing else', async (_, shell) => {
  const { ask, dropped, stop } = await start(shell)
  await ask(20)
  expect(await dropped()).toBeGreaterThan(20)
  expect(await stop()).toBe(0)
})

test('with stdout and stderr closed it serves and stops', async () => {
  const { ask, stop } = await start('exec "$@" >&- 2>&-')
  await ask(20)
  expect(await stop()).toBe(0)
})

test('a disk that is full and then is not: the log has all lines but those that it says are missing', async () => {
  const log = join(directory, 'log')
  // In units of 512 bytes: room for the first lines.
  const { ask, dropped, stop } = await start(`ulimit -f 8; exec "$@" >>${log}`)
  await ask(50)
  const before = readFileSync(log, 'utf8')
  const missing = await dropped()
  expect(before.length).toBe(4096)
  expect(missing).toBeGreaterThan(10)
  truncateSync(log)
  await ask(1)
  await eventually(() => readFileSync(log, 'utf8')).toContain('log_lines_dropped')
  const after = readFileSync(log, 'utf8')
  // The end of a line that was cut off is a line by itself.
  expect(after.startsWith('\n{')).toBe(before.endsWith('\n') === false)
  expect(parse(after).find(({ event }) => event === 'log_lines_dropped')).toMatchObject({ level: 40, lines: missing })
  const whole = before.slice(0, before.lastIndexOf('\n') + 1) + after
  expect(parse(whole).filter(({ msg }) => msg === 'request').length + missing).toBeGreaterThanOrEqual(51)
  expect(await stop()).toBe(0)
})

test('a reader that dies costs lines until there is another', async () => {
  const { path, open, read } = pipe()
  const first = open()
  const { ask, dropped, stop } = await start(`exec "$@" >${path}`)
  await eventually(() => read(first)).toContain('is ready')
  closeSync(first)
  await ask(20)
  const missing = await dropped()
  expect(missing).toBeGreaterThanOrEqual(20)
  const second = open()
  descriptors.push(second)
  await ask(1)
  let text = ''
  await eventually(() => {
    text += read(second)
    return text
  }).toContain('log_lines_dropped')
  expect(parse(text).find(({ event }) => event === 'log_lines_dropped')).toMatchObject({ lines: missing })
  expect(await stop()).toBe(0)
})

/** The program before a pipe that was full when it started. */
async function startBehindFullPipe(variables?: Record<string, string>, shell = 'exec "$@"') {
  const { path, open, read } = pipe()
  const reader = open()
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  descriptors.push(reader, writer)
  try {
    for (;;) writeSync(writer, '-'.repeat(4096))
  } catch {
    // It takes no more.
  }
  return { reader, read, ...(await start(`${shell} >${path}`, variables)) }
}

test('an unread pipe delays neither requests nor the stop', async () => {
  const { ask, dropped, stop, reader, read } = await startBehindFullPipe()
  await ask(30)
  expect(await dropped()).toBe(0)
  let text = ''
  await eventually(() => {
    text += read(reader)
    return parse(text.replaceAll('-', '')).filter(({ msg }) => msg === 'request').length
  }).toBeGreaterThanOrEqual(30)
  await ask(30)
  expect(await stop()).toBe(0)
})

test('nor does it keep a process alive that stops or crashes', async () => {
  const crash = encodeURIComponent(`process.once('SIGWINCH', () => { throw new Error('crashed') })`)
  const { child } = await startBehindFullPipe({ NODE_OPTIONS: `--import=data:text/javascript,${crash}` })
  child.process.kill('SIGWINCH')
  expect(await child.exitCode).toBe(1)
  expect(child.stderr()).toContain('crashed')
  const { stop } = await startBehindFullPipe()
  expect(await stop()).toBe(0)
})

test('a terminal that was stopped keeps no request waiting, and no stop', async () => {
  const pidFile = join(directory, 'pid')
  // `script` gives the program a terminal, and stops reading it once its own output is full.
  const inTerminal = `export PID_FILE=${pidFile}; exec script -qec "echo \\$\\$ >$PID_FILE; exec $*" /dev/null`
  const { ask, dropped } = await startBehindFullPipe({}, inTerminal)
  await ask(100)
  expect(await dropped()).toBe(0)
  const pid = Number(readFileSync(pidFile, 'utf8'))
  process.kill(pid, 'SIGTERM')
  // `script` is too busy with its own output to notice.
  const stat = `/proc/${pid}/stat`
  await eventually(() => !existsSync(stat) || readFileSync(stat, 'utf8').includes(') Z ')).toBe(true)
})

test.each([
  ['PORT=8080', 0],
  ['PORT=-1', 1],
])('--check-config of %s ends with its verdict, wherever its words go', async (variable, code) => {
  const [name = '', value = ''] = variable.split('=')
  const check = (shell: string) => startChild({ [name]: value }, ['--check-config'], shell).exitCode
  for (const shell of ['exec "$@" >/dev/full 2>&1', 'exec "$@" >&- 2>&-', 'exec "$@" 1</dev/null 2>&1']) {
    expect(await check(shell), shell).toBe(code)
  }
})
