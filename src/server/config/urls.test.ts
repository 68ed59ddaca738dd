import { expect, test } from 'vitest'
import { apiUrl, baseUrl, origin, url } from './urls.ts'
import { Invalid } from './variable.ts'

test.each([
  'https://desk.example.com',
  'https://desk.example.com:8443/a/b?c=d',
  'HTTPS://DESK.EXAMPLE.COM/',
  'https://desk/',
  'https://my_desk.example/',
  'https://bücher.example/',
  'https://10.0.0.1/',
  'https://[2001:db8::1]:8443/',
  'http://localhost:3000/',
  'http://127.0.0.1/',
  'http://[::1]:9/',
])('%s is an address', text => {
  expect(url(text).href).toBe(new URL(text).href)
})

test.each([
  '',
  'desk.example.com',
  'https',
  'https:',
  'https://',
  'https:desk.example',
  'https:/desk.example',
  'https:///desk.example',
  'https:\\\\desk.example',
  'https://desk.example\\x',
  'https://desk\n.example',
  'https://desk.example/a b',
  'https://desk.example/\t',
  'https://desk.example/\u00a0',
  'ftp://desk.example',
  'javascript:alert(1)',
  'https://*.example',
  'https://desk..example',
  'https://.desk.example',
  'https://desk.example.',
  'https://desk.example:0',
  'https://desk.example:65536',
  'https://desk.example:port',
  'https://[::1',
  'https://desk,other',
  'https://a@desk.example',
  'https://a:b@desk.example',
  'https://@desk.example',
  'https://:@desk.example',
  'https://desk.example#',
  'https://desk.example/#x',
  'http://desk.example',
  'http://10.0.0.1',
  'http://localhost.example',
  'http://0.0.0.0',
  'http://127.0.0.1.example',
])('%j is none', text => {
  expect(() => url(text)).toThrow(Invalid)
})

test('a base has no query, not even an empty one', () => {
  expect(baseUrl('https://login.example/realms/staff').pathname).toBe('/realms/staff')
  for (const query of ['?', '?a=b', '/?a']) expect(() => baseUrl(`https://login.example${query}`)).toThrow('query')
})

test.each(['', '/', '/v2', '/v2/', '/a/~b/c.d'])('an API may be at %j', path => {
  expect(apiUrl(`https://api.example${path}`).origin).toBe('https://api.example')
})

test.each(['/v2?', '/v2//x', '/v2;a', '/%2e%2e/x;', '/v2/{id}', '/ü'])('an API is not at %j', path => {
  expect(() => apiUrl(`https://api.example${path}`)).toThrow(Invalid)
})

test.each(['/desk', '//', '/?', '/#', '?a', '/%2f'])('an origin does not end in %j', end => {
  expect(() => origin(`https://desk.example${end}`)).toThrow(Invalid)
})

test('an origin may end in a slash', () => {
  expect(origin('https://desk.example/').origin).toBe('https://desk.example')
  expect(origin('https://desk.example:443').origin).toBe('https://desk.example')
})
