/** Pages with their data, drawn by a stand-in for the app, on a real socket in front of a fake Paxos. */
import { request as httpRequest } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedReply, replyBlock } from '#domain/config/drawing.ts'
import { personal } from '../../testing/canaries.ts'
import { type Desk, startDesk } from '../../testing/desk/desk.ts'
import { drawRaw } from '../../testing/desk/draw-raw.ts'
import { answerRecord, type FakeUpstream, sendJson, startFakeUpstream } from '../../testing/upstream/fake-upstream.ts'

const page = '/sandbox/orchestrations/id-1'
const visit = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }

let upstream: FakeUpstream
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream, app: { drawer: drawRaw } })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const embeddedIn = (html: string): EmbeddedReply | undefined => {
  const text = new RegExp(`id="${replyBlock}">([^<]*)<`).exec(html)?.[1]
  return text === undefined ? undefined : JSON.parse(text)
}
const isDrawn = (html: string) => html.includes('<div id="root"><p>')
const isEmpty = (html: string) => html.includes('<div id="root"></div>') && html.includes('<script type="module"')

test('a visit gets the page and its data in one response, which is kept nowhere', async () => {
  const { status, text, headers } = await desk.get(page, visit)
  expect(status).toBe(200)
  expect(isDrawn(text)).toBe(true)
  expect(text).toContain('<title>PROCESSING</title>')
  expect(text).toContain(personal.metadata)
  expect(headers).toMatchObject({ 'cache-control': 'private, no-store', 'content-type': 'text/html; charset=utf-8' })
  expect(headers.etag).toBeUndefined()
  expect(headers.link).toBeUndefined()
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^;]*; style-src 'self' 'sha256-/)
  const embedded = embeddedIn(text)
  const { text: body, headers: sent } = await desk.read()
  expect(embedded?.reply).toMatchObject({
    status: 200,
    body,
    headers: { 'x-read-at': sent['x-read-at'], 'x-stale': 'no' },
  })
  expect(embedded?.reply.headers['x-request-id']).toBe(headers['x-request-id'])
})

test('it is the same read as that of the API: one call for both, one audit line, in the budget, measured', async () => {
  await Promise.all([desk.get(page, visit), desk.get(page, visit), desk.read()])
  expect(upstream.apiCalls).toHaveLength(1)
  expect(desk.log().filter(({ event }) => event === 'read')).toHaveLength(1)
  const lines = desk.log().filter(({ route }) => route === '/:environment/orchestrations/:id')
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toMatchObject({ subject: 'local', environment: 'sandbox', status: 200 })
  expect(lines.some(({ cache }) => cache !== undefined)).toBe(true)
})

test.each<[string, string, Record<string, string>]>([
  ['a program', page, { accept: '*/*' }],
  ['nothing accepted', page, {}],
  ['a frame', page, { ...visit, 'sec-fetch-dest': 'iframe' }],
  ['a prefetch', page, { ...visit, 'sec-purpose': 'prefetch' }],
  ['another environment', '/elsewhere/orchestrations/id-1', visit],
  ['an ID in capitals', '/sandbox/orchestrations/6506AD35-CAD8-440F-B247-C4EC092C96FE', visit],
  ['an incomplete ID', '/sandbox/orchestrations/6506ad35-cad8-440f-b247-c4ec092c96f', visit],
  ['no ID', '/sandbox/orchestrations/id%201', visit],
  ['what a mail program added', `${page}?seen=FAILED~20260420T123410Z%22`, visit],
  ['an escaped query', `${page}?seen=FAILED~20260420T123410Z&amp;of=1`, visit],
  ['another page', '/sandbox/rules/id-1', visit],
  ['the lookup page', '/sandbox', visit],
])('the plain page for %s, and nothing read', async (_name, path, headers) => {
  const { text, headers: sent } = await desk.get(path, headers)
  expect(isEmpty(text)).toBe(true)
  expect(embeddedIn(text)).toBeUndefined()
  expect(sent.etag).toBeDefined()
  expect(upstream.apiCalls).toHaveLength(0)
})

describe("the reader's zone", () => {
  const zoneWith = async (cookie: string) => embeddedIn((await desk.get(page, { ...visit, cookie })).text)?.zone

  test.each([
    ['desk-zone=Asia/Kolkata', 'Asia/Kolkata'],
    ['a=b; desk-zone=America/Argentina/Buenos_Aires; c=d', 'America/Argentina/Buenos_Aires'],
    ['desk-zone=Etc/GMT+3', 'Etc/GMT+3'],
  ])('is that of its cookie: %s', async (cookie, zone) => {
    expect(await zoneWith(cookie)).toBe(zone)
  })

  test.each([
    '',
    'desk-zone=',
    'desk-zone=Mars/Olympus',
    'desk-zone=+05:30',
    'desk-zone="UTC"',
    'desk-zone=Asia%2FKolkata',
    'desk-zone=</script><script>alert(1)</script>',
    'desk-zone=__proto__',
    'desk-zone=Asia/Kolkata; desk-zone=Europe/Berlin',
    'DESK-ZONE=Asia/Kolkata; desk-zone=Europe/Berlin',
    'xdesk-zone=Asia/Kolkata',
  ])('is unknown, and the page is drawn all the same, with %s', async cookie => {
    const { status, text } = await desk.get(page, { ...visit, cookie })
    expect(status).toBe(200)
    expect(isDrawn(text)).toBe(true)
    expect(embeddedIn(text)?.zone).toBeUndefined()
  })

  test('is unknown with a name that is too long', async () => {
    expect(await zoneWith(`desk-zone=${'A'.repeat(4000)}`)).toBeUndefined()
  })
})

test('HEAD reads nothing', async () => {
  expect((await desk.ask('HEAD', page, visit)).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(0)
})

test('the head leaves before Paxos has answered, compressed where it is wanted, and the whole is one stream', async () => {
  for (const encoding of ['identity', 'gzip', 'br, gzip;q=0.5']) {
    const before = upstream.apiCalls.length
    let release: (() => void) | undefined
    upstream.api = async (response, request, n) => {
      await new Promise<void>(resolve => {
        release = resolve
      })
      answerRecord(response, request, n)
    }
    const { head, rest, compressed } = await inParts(desk.port, `${page}${before}`, encoding, () => release?.())
    expect(compressed).toBe(encoding !== 'identity')
    expect(head).toContain('<style>')
    expect(head).not.toContain('</head>')
    expect(rest).toMatch(/^<title>.*<\/html>$/s)
  }
})

test('a fault of Paxos comes as the empty page with the problem in it, and is not asked about again', async () => {
  upstream.api = response => sendJson(response, 404, { type: 'about:blank', title: 'Not Found', status: 404 })
  const { status, text, headers } = await desk.get(page, visit)
  expect(status).toBe(200)
  expect(isEmpty(text)).toBe(true)
  const reply = embeddedIn(text)?.reply
  expect(reply?.status).toBe(404)
  expect(JSON.parse(reply?.body ?? '')).toMatchObject({ code: 'not_found', requestId: headers['x-request-id'] })
  expect(desk.log().find(({ route }) => route === '/:environment/orchestrations/:id')).toMatchObject({
    code: 'not_found',
  })
})

test('Paxos slower than the page waits leaves it to the app, which joins the same call', async () => {
  let release: (() => void) | undefined
  upstream.api = async (response, request, n) => {
    await new Promise<void>(resolve => {
      release = resolve
    })
    answerRecord(response, request, n)
  }
  const { text } = await desk.get(page, visit)
  expect(isEmpty(text)).toBe(true)
  expect(embeddedIn(text)).toBeUndefined()
  const joined = desk.read()
  release?.()
  expect((await joined).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(1)
})

test('a record that breaks the drawing gets the empty page with its data, and a line in the log', async () => {
  upstream.api = response => sendJson(response, 200, { id: 'id-1', status: 'UNDRAWABLE' })
  const { status, text } = await desk.get(page, visit)
  expect(status).toBe(200)
  expect(isEmpty(text)).toBe(true)
  expect(embeddedIn(text)?.reply.body).toContain('UNDRAWABLE')
  expect(desk.log().filter(({ msg }) => msg === 'page not drawn')).toHaveLength(1)
})

describe('hostile text stays in the data block', () => {
  test.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]>--!><svg onload=alert(1)>',
    '\u2028\u2029',
    '$& $1 $`',
    '\u0000\ud800',
  ])('%j', async text => {
    upstream.api = response => sendJson(response, 200, { id: 'id-1', status: text, metadata: { [text]: text } })
    const reply = await desk.get(page, visit)
    const plain = await desk.get(page, { ...visit, 'accept-encoding': 'identity' })
    // The settings, the data and the starter.
    expect(plain.text.match(/<script/g)).toHaveLength(3)
    expect(plain.text).not.toContain('<!--')
    expect(plain.text.slice(plain.text.indexOf(replyBlock))).not.toMatch(/[\u2028\u2029]/)
    expect(embeddedIn(reply.text)?.reply.body).toBe((await desk.read()).text)
  })
})

test('a reader who leaves takes the answer from nobody else', async () => {
  let release: (() => void) | undefined
  upstream.api = async (response, request, n) => {
    await new Promise<void>(resolve => {
      release = resolve
    })
    answerRecord(response, request, n)
  }
  const leaving = httpRequest({ port: desk.port, path: page, headers: visit })
  await new Promise<void>(resolve => {
    leaving.on('response', response => response.once('data', () => resolve())).end()
  })
  const other = desk.get(page, visit)
  leaving.on('error', () => undefined).destroy()
  while (!release) await new Promise(resolve => setTimeout(resolve, 5))
  release()
  expect(isDrawn((await other).text)).toBe(true)
  expect(upstream.apiCalls).toHaveLength(1)
})

/** Reads until the head is there, lets Paxos answer, and reads the rest. */
function inParts(port: number, path: string, encoding: string, onHead: () => void) {
  return new Promise<{ head: string; rest: string; compressed: boolean }>((resolve, reject) => {
    const headers = { ...visit, 'accept-encoding': encoding }
    httpRequest({ port, path, headers }, response => {
      const compressed = response.headers['content-encoding'] === 'gzip'
      const chunks: Buffer[] = []
      const text = () => {
        const bytes = Buffer.concat(chunks)
        return compressed ? gunzipSync(bytes, { finishFlush: 2 }).toString() : bytes.toString()
      }
      let head = ''
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (head) return
        head = text()
        // The call may not have reached Paxos yet.
        const waiting = setInterval(onHead, 5)
        response.on('end', () => clearInterval(waiting))
      })
      response.on('end', () => resolve({ head, rest: text().slice(head.length), compressed }))
      response.on('error', reject)
    }).end()
  })
}
