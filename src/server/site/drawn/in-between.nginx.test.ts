/** A drawn page behind nginx as it buffers by default, and behind a proxy that speaks HTTP/1.0 and takes no compression. */

import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../../testing/desk/desk.ts'
import { drawRaw } from '../../testing/desk/draw-raw.ts'
import { freePort } from '../../testing/network/free-port.ts'
import { startNginx, type TestNginx } from '../../testing/network/nginx.ts'
import { type FakeUpstream, startFakeUpstream } from '../../testing/upstream/fake-upstream.ts'

const visit = { accept: 'text/html', 'sec-fetch-dest': 'document' }

let upstream: FakeUpstream
let desk: Desk
let nginx: TestNginx
let port: number

beforeEach(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream, app: { drawer: drawRaw } })
  port = await freePort()
  const paths = (directory: string) =>
    ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${join(directory, name)};`)
  nginx = await startNginx(
    port,
    directory => `
pid ${join(directory, 'pid')};
events {}
http {
  access_log off;
  ${paths(directory).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location /sandbox/ { proxy_http_version 1.1; proxy_pass ${desk.url}; }
    location /old/ { proxy_http_version 1.0; proxy_set_header Accept-Encoding ""; proxy_pass ${desk.url}/sandbox/; }
    location /small/ {
      proxy_http_version 1.1;
      proxy_buffer_size 4k;
      proxy_buffers 2 4k;
      proxy_busy_buffers_size 4k;
      proxy_pass ${desk.url}/sandbox/;
    }
    location /unbuffered/ { proxy_http_version 1.1; proxy_buffering off; proxy_pass ${desk.url}/sandbox/; }
  }
}`,
  )
})
afterEach(async () => {
  await nginx.close()
  await desk.close()
  await upstream.close()
})

const read = (path: string) =>
  new Promise<{ text: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    httpRequest({ port, path, headers: { ...visit, 'accept-encoding': 'gzip' } }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk)).on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const isGzip = response.headers['content-encoding'] === 'gzip'
        resolve({ text: (isGzip ? gunzipSync(bytes) : bytes).toString(), headers: response.headers })
      })
    })
      .on('error', reject)
      .end()
  })

/** Without what differs at each visit. */
const lasting = (text: string) => text.replaceAll(/"at":\d+|"x-request-id":"[^"]*"|"x-read-at":"[^"]*"/g, '')

test.each([
  ['buffering', 'sandbox', true],
  ['with HTTP/1.0 and no compression', 'old', false],
  ['with buffers smaller than the page', 'small', true],
  ['without buffering', 'unbuffered', true],
])('the page comes whole through nginx %s', async (_name, location, isCompressed) => {
  const { text: direct } = await desk.get('/sandbox/orchestrations/id-1', visit)
  expect(direct).toContain('<div id="root"><p>')
  const { text, headers } = await read(`/${location}/orchestrations/id-1`)
  expect(lasting(text)).toBe(lasting(direct))
  expect(headers['content-encoding']).toBe(isCompressed ? 'gzip' : undefined)
  expect(headers['cache-control']).toBe('private, no-store')
})
