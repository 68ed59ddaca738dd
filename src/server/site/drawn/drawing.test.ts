import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EmbeddedReply } from '#domain/config/drawing.ts'
import { testSite } from '../../testing/desk/site.ts'
import { drawModulePath } from '../read-site.ts'
import { type Drawer, startDrawer } from './drawing.ts'

const config = { version: '1', defaultEnvironment: 'demo', environments: [], links: { explorers: {} } }
const pageOf = (body: string, search = '') => {
  const embedded: EmbeddedReply = { environment: 'demo', id: 'id-1', at: 0, reply: { status: 200, headers: {}, body } }
  return { embedded, search, encoding: 'plain' as const }
}

/** Draws, and returns the title and the content of the page. */
async function drawn(body: string, search?: string) {
  const text = Buffer.from((await drawer?.draw(pageOf(body, search))) ?? []).toString()
  return /<title>(.*)<\/title>.*<div id="root">(.*?)<\/div>/.exec(text)?.slice(1)
}

let directory: string
let drawer: Drawer | undefined

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'desk-drawing-'))
})
afterEach(async () => {
  await drawer?.close()
  drawer = undefined
  rmSync(directory, { recursive: true })
})

function build(source: string) {
  const path = join(directory, drawModulePath)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, source)
}

/** Does what the body of its answer says. */
const obedient = `
export const prepare = async () => undefined
export const draw = async ({ reply }, search) => {
  if (reply.body === 'throw') throw new Error('cannot be drawn')
  if (reply.body === 'exit') process.exit(1)
  if (reply.body === 'hang') for (;;);
  return { title: deskConfig.version + search, html: reply.body }
}`

test('draws with the settings of this server, many at once, each its own', async () => {
  build(obedient)
  drawer = await startDrawer(directory, testSite, config)
  const bodies = Array.from({ length: 30 }, (_, n) => String(n))
  const drawings = await Promise.all(bodies.map(body => drawn(body, `?n=${body}`)))
  expect(drawings).toEqual(bodies.map(body => [`1?n=${body}`, body]))
})

test('what cannot be drawn rejects, and spoils nothing else', async () => {
  build(obedient)
  drawer = await startDrawer(directory, testSite, config)
  const [bad, good] = await Promise.allSettled([drawn('throw'), drawn('x')])
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('cannot be drawn') } })
  expect(good.status).toBe('fulfilled')
})

test.each(['exit', 'hang'])('a thread that ends by %s is replaced', async how => {
  build(obedient)
  drawer = await startDrawer(directory, testSite, config, 200)
  await expect(drawn(how)).rejects.toThrow('ended')
  expect(await drawn('x')).toEqual(['1', 'x'])
})

test('more pages than can wait are left to the browser', async () => {
  build(obedient)
  drawer = await startDrawer(directory, testSite, config)
  const results = await Promise.allSettled(Array.from({ length: 80 }, (_, n) => drawn(String(n))))
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(30)
  expect(await drawn('x')).toEqual(['1', 'x'])
})

test('a module that cannot be loaded says so at the start', async () => {
  build('export const draw = (')
  await expect(startDrawer(directory, testSite, config)).rejects.toThrow('Unexpected')
})
