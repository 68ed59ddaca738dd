/** The program: output, shutdown and start errors. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { scenarios } from './scenarios.ts'

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

function run(port: string) {
  const started = spawn(process.execPath, ['src/simulator/main.ts'], {
    env: { ...process.env, NODE_COMPILE_CACHE: 'node_modules/.cache/simulator', SIMULATOR_PORT: port },
  })
  child = started
  const output = { out: '', err: '' }
  started.stdout.on('data', data => {
    output.out += data
  })
  started.stderr.on('data', data => {
    output.err += data
  })
  const exit = once(started, 'close').then(([code, signal]) => ({ code, signal, ...output }))
  /** Its output, once its last line is there. */
  const ready = async () => {
    while (!output.out.includes(scenarios['unknown-status'].id)) await once(started.stdout, 'data')
    return output.out
  }
  return { started, exit, ready }
}

test.each(['SIGTERM', 'SIGINT'] as const)('prints its address, serves, and stops cleanly on %s', async signal => {
  const { started, exit, ready } = run('0')
  const out = await ready()
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? ''
  expect(out).toContain(`tokens ${url}/oauth2/token (client "demo", secret "demo")`)
  expect(out).toContain(scenarios['failed-at-destination'].id)
  expect((await fetch(`${url}/v2/events`)).status).toBe(401)
  started.kill(signal)
  expect(await exit).toMatchObject({ code: 0, signal: null, err: '' })
})

test.each(['http', '65536', ''])('refuses the port "%s" with a message', async port => {
  const { exit } = run(port)
  const expected = `SIMULATOR_PORT must be a port number from 0 to 65535, not "${port}"\n`
  expect(await exit).toMatchObject({ code: 1, out: '', err: expected })
})

test('reports a port in use', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : 0
  const { exit } = run(String(port))
  expect(await exit).toMatchObject({ code: 1, err: `port ${port} is in use: set SIMULATOR_PORT to another one\n` })
  other.close()
})
