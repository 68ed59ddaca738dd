/** Node's inspector gives anyone who reaches it the whole process, including its credentials. */
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'
import { freePort } from '../testing/network/free-port.ts'

const site = writeSite()
let child: Child
afterEach(() => {
  child.process.kill('SIGKILL')
})
afterAll(site.remove)

/** Whether an inspector answers on this port. */
const isOpen = (port: number) =>
  new Promise<boolean>(resolve => {
    get({ port, host: '127.0.0.1', path: '/json/version' }, response => {
      response.resume()
      resolve(response.statusCode === 200)
    }).on('error', () => resolve(false))
  })

/** `--inspect-port` says where it would listen, and opens nothing by itself. */
async function start(...flags: string[]) {
  const port = await freePort()
  const options = [`--inspect-port=127.0.0.1:${port}`, ...flags].join(' ')
  child = startChild({ PORT: '0', NODE_OPTIONS: options }, ['--dist', site.directory])
  return { port, url: await child.url }
}

const serves = async (url: string) => (await fetch(`${url}/livez`)).status

test('SIGUSR1 does not open it, and stops nothing', async () => {
  const { port, url } = await start()
  child.process.kill('SIGUSR1')
  // The second answer comes after whatever the signal has set off.
  for (let n = 0; n < 20; n += 1) expect(await serves(url)).toBe(200)
  expect(await isOpen(port)).toBe(false)
  expect(child.stderr()).toBe('')
})

test('one that a signal opened before the program was loaded is closed again', async () => {
  const early = encodeURIComponent(`process.kill(process.pid, 'SIGUSR1')`)
  const { port, url } = await start(`--import=data:text/javascript,${early}`)
  expect(await serves(url)).toBe(200)
  await eventually(child.stderr).toContain('Debugger listening')
  expect(await isOpen(port)).toBe(false)
})

test('a signal changes nothing with the flag that npm start gives either', async () => {
  expect(readFileSync('scripts/start.sh', 'utf8')).toContain('node --disable-sigusr1 ')
  const { port, url } = await start('--disable-sigusr1')
  child.process.kill('SIGUSR1')
  for (let n = 0; n < 20; n += 1) expect(await serves(url)).toBe(200)
  expect(await isOpen(port)).toBe(false)
})
