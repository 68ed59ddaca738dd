/** Hundreds of visits at once, on real sockets, drawn by the real thread with a stand-in for the app. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../../testing/desk/desk.ts'
import { testSite } from '../../testing/desk/site.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { type FakeUpstream, startFakeUpstream } from '../../testing/upstream/fake-upstream.ts'
import { drawModulePath } from '../read-site.ts'
import { type Drawer, startDrawer } from './drawing.ts'

const config = { version: '1', defaultEnvironment: 'sandbox', environments: [], links: { explorers: {} } }
const pages = 400
const visit = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }
const page = (id: string) => `/sandbox/orchestrations/${id}`

/** Keeps its thread busy until the file is there. */
const app = (file: string) => `
import { existsSync } from 'node:fs'
export const prepare = async () => undefined
export const draw = async ({ id, reply }) => {
  while (!existsSync(${JSON.stringify(file)}));
  return { title: 'drawn ' + id, html: '<p>' + escape(reply.body) + '</p>' }
}`

let directory: string
let release: () => void
let upstream: FakeUpstream
let drawer: Drawer
let desk: Desk

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'desk-load-'))
  const path = join(directory, drawModulePath)
  mkdirSync(dirname(path), { recursive: true })
  const file = join(directory, 'release')
  writeFileSync(path, app(file))
  release = () => writeFileSync(file, '')
  upstream = await startFakeUpstream()
  drawer = await startDrawer(directory, testSite, config, 60_000)
  // Its time stands still: a budget that is used up stays so.
  desk = await startDesk({ ...upstream, clock: fakeClock(), app: { drawer } })
})
afterEach(async () => {
  await desk.close()
  await drawer.close()
  await upstream.close()
  rmSync(directory, { recursive: true })
})

const isWhole = (text: string) => /<div id="root">.*id="desk-reply".*<\/html>$/s.test(text)
const titleOf = (text: string) => /<title>(.*?)<\/title>/.exec(text)?.[1]

/** Visits a page and leaves when its head has come. */
const leaveEarly = (id: string) =>
  new Promise<void>(resolve => {
    const leaving = httpRequest({ port: desk.port, path: page(id), headers: visit }, response => {
      response.on('error', () => undefined)
      response.once('data', () => leaving.destroy())
    })
    leaving
      .on('error', () => undefined)
      .on('close', () => resolve())
      .end()
  })

test('while the thread is busy API reads are answered, and readers who leave take nothing from others', async () => {
  const left = Promise.all(Array.from({ length: 10 }, () => leaveEarly('id-0')))
  let drawn = 0
  const visits = Array.from({ length: pages }, async (_, n) => {
    const { status, text } = await desk.get(page(`id-${n % 20}`), visit)
    const isDrawn = titleOf(text) === `drawn id-${n % 20}`
    if (isDrawn) drawn += 1
    return { status, isWhole: isWhole(text), title: isDrawn ? 'drawn' : titleOf(text) }
  })
  const reads = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.read(`id-${n}`)))
  expect(reads.map(({ status }) => status)).toEqual(reads.map(() => 200))
  expect(drawn).toBe(0)
  release()
  await left
  for (const { status, isWhole, title } of await Promise.all(visits)) {
    expect([status, isWhole]).toEqual([200, true])
    expect(['drawn', 'Orchestration Desk']).toContain(title)
  }
  // At least as many as may wait, of which some readers have left.
  expect(drawn).toBeGreaterThanOrEqual(40)
  // One call for each orchestration, however many ask for it.
  expect(upstream.apiCalls).toHaveLength(20)
})

test('pages count in the budget of Paxos like any read: past it they say so, and the app asks no more', async () => {
  release()
  const replies = await Promise.all(Array.from({ length: pages }, (_, n) => desk.get(page(`new-${n}`), visit)))
  expect(replies.every(({ status, text }) => status === 200 && isWhole(text))).toBe(true)
  const calls = upstream.apiCalls.filter(({ url }) => /\/orchestrations\/new-\d+$/.test(url))
  expect(calls.length).toBeLessThanOrEqual(300)
  const refused = replies.filter(({ text }) => text.includes('budget_exhausted'))
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBe(pages - calls.length)
})
