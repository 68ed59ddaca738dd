/** What Node's parser would refuse on its own as well, should it ever become more forgiving. */
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { rawRequestFault } from './raw-request.ts'

const fault = (url: string, rawHeaders: string[] = ['Host', 'localhost']) =>
  rawRequestFault({ url, rawHeaders, method: 'GET', headers: {} } as unknown as IncomingMessage)

test.each(['/é', '/a\u0001b', '/a b', '/a\tb', '/a\r\nX: y', '/\u007f', '/\uff0e\uff0e/', '/\u2215x'])(
  'a target of %j is refused',
  url => {
    expect(fault(url)).toMatchObject({ code: 'bad_request', status: 400 })
  },
)

test.each(['/', '/a', '/a/b?c=d%2Fe//f', '/a%20b', '/~a-b_c.d', '/a?', '/a...b'])('a target of %j passes', url => {
  expect(fault(url)).toBeUndefined()
})

test.each([
  { rawHeaders: [] },
  { rawHeaders: ['Host', ''] },
  { rawHeaders: ['host', 'a', 'HOST', 'a'] },
  { rawHeaders: ['Host', 'a b'] },
  { rawHeaders: ['Host', 'a,b'] },
  { rawHeaders: ['Host', 'a:99999999'] },
])('headers of $rawHeaders name no one host', ({ rawHeaders }) => {
  expect(fault('/', rawHeaders)).toMatchObject({ code: 'bad_request', status: 400 })
})
