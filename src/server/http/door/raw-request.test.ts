/** What Node's parser would refuse on its own as well, should it ever become more forgiving. */
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { framingFault, lengthFault, targetFault, unroutable } from './raw-request.ts'

test.each(['/é', '/a\u0001b', '/a b', '/a\tb', '/a\r\nX: y', '/\u007f', '/\uff0e\uff0e/', '/\u2215x'])(
  'a target of %j is refused',
  url => {
    expect(targetFault(url)).toMatchObject({ code: 'bad_request', status: 400 })
  },
)

test('a path that encodes an unreserved character is refused, in either case; a query may', () => {
  const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'
  for (const character of unreserved) {
    const hex = character.charCodeAt(0).toString(16)
    for (const escaped of [`%${hex}`, `%${hex.toUpperCase()}`]) {
      expect(targetFault(`/a${escaped}/b`), escaped).toMatchObject({ code: 'bad_request', status: 400 })
      expect(targetFault(`/a?b=${escaped}`), escaped).toBeUndefined()
    }
  }
})

test('a path may encode every other printable character but the separators', () => {
  for (const character of ' !"#$%&\'()*+,:;<=>?@[]^`{|}é💩') {
    expect(targetFault(`/sandbox/orchestrations/a${encodeURIComponent(character)}`), character).toBeUndefined()
  }
  for (const escaped of ['%2f', '%2F', '%5c', '%5C', '%00', '%0a', '%1F', '%7f']) {
    expect(targetFault(`/a${escaped}b`), escaped).toMatchObject({ status: 400 })
  }
})

test.each(['/', '/a', '/a/b?c=d%2Fe//f', '/a%20b', '/~a-b_c.d', '/a?', '/a...b', '/a?b=%61'])(
  'a target of %j passes',
  url => {
    expect(targetFault(url)).toBeUndefined()
  },
)

test('a target is bounded: 8 KiB unless a route takes more, and 12 KiB on any route', () => {
  const target = (bytes: number) => `/${'x'.repeat(bytes - 1)}`
  expect(lengthFault(target(8192))).toBeUndefined()
  expect(lengthFault(target(8193))).toMatchObject({ status: 414 })
  expect(targetFault(target(12_288))).toBeUndefined()
  expect(targetFault(target(12_289))).toMatchObject({ status: 414 })
})

test('what stands in for a target that is not plain is not plain itself', () => {
  expect(targetFault(unroutable)).toMatchObject({ status: 400 })
})

test.each([
  { rawHeaders: [] },
  { rawHeaders: ['Host', ''] },
  { rawHeaders: ['host', 'a', 'HOST', 'a'] },
  { rawHeaders: ['Host', 'a b'] },
  { rawHeaders: ['Host', 'a,b'] },
  { rawHeaders: ['Host', 'a:99999999'] },
])('headers of $rawHeaders name no one host', ({ rawHeaders }) => {
  const request = { rawHeaders, method: 'GET', headers: {} } as unknown as IncomingMessage
  expect(framingFault(request)).toMatchObject({ code: 'bad_request', status: 400 })
})
