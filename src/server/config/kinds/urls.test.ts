import { expect, test } from 'vitest'
import { canaries } from '../../testing/canaries.ts'
import { Invalid } from '../variable.ts'
import { apiUrl, baseUrl, origin, proxyUrl, url } from './urls.ts'

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

test.each([
  ['http://proxy.example.com:3128', 'http://proxy.example.com:3128/'],
  ['http://proxy.example.com', 'http://proxy.example.com/'],
  ['http://proxy.example.com/', 'http://proxy.example.com/'],
  ['HTTPS://Proxy.example.com:443', 'https://proxy.example.com/'],
  ['proxy.example.com:3128', 'http://proxy.example.com:3128/'],
  ['proxy', 'http://proxy/'],
  ['10.0.0.1:3128', 'http://10.0.0.1:3128/'],
  ['[::1]:3128', 'http://[::1]:3128/'],
  ['http://user:p%40ss@proxy:3128', 'http://user:p%40ss@proxy:3128/'],
  ['user:password@proxy:3128', 'http://user:password@proxy:3128/'],
  ['http://corp%5Cuser:p@proxy', 'http://corp%5Cuser:p@proxy/'],
])('the proxy %s is %s', (text, url) => {
  expect(proxyUrl(text).reveal()).toBe(url)
})

test.each([
  'http://',
  'socks5://proxy:1080',
  'ftp://proxy',
  'http://proxy:0',
  'http://proxy:99999',
  'http://proxy/path',
  'http://proxy?x',
  'http://proxy#x',
  'http://proxy .example',
  'http://pro\nxy',
  'http:\\\\proxy',
  'http://*.example.com',
  'http://:password@proxy',
  `http://user:${canaries.clientSecret}%@proxy`,
  `http://user:${canaries.clientSecret}/@proxy`,
])('the proxy %j is refused, without its value', text => {
  expect(() => proxyUrl(text)).toThrow(Invalid)
  try {
    proxyUrl(text)
  } catch (error) {
    expect(String(error)).not.toContain(canaries.clientSecret)
  }
})
