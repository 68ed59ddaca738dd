import { expect, test } from 'vitest'
import { isAuthorityOf, isSameOrigin, type Origin, parseAddress, parseAuthority, parseOrigin } from './authority.ts'

test.each([
  ['desk.example.com', 'desk.example.com', undefined],
  ['DESK.Example.COM', 'desk.example.com', undefined],
  ['desk.example.com:443', 'desk.example.com', 443],
  ['desk.example.com.', 'desk.example.com.', undefined],
  ['desk.example.com.:8443', 'desk.example.com.', 8443],
  ['desk_upstream', 'desk_upstream', undefined],
  ['localhost:0', 'localhost', 0],
  ['203.0.113.5:65535', '203.0.113.5', 65_535],
  ['[::1]', '[::1]', undefined],
  ['[2001:DB8:0:0::1]:443', '[2001:db8::1]', 443],
  // Names, not addresses: what they mean differs from reader to reader.
  ['127.1', '127.1', undefined],
  ['2130706433', '2130706433', undefined],
])('%s is a host and maybe a port', (text, host, port) => {
  expect(parseAuthority(text)).toEqual({ host, port })
})

test.each([
  '',
  '.',
  '..',
  'a..b',
  '.a',
  'a:',
  ':443',
  'a:65536',
  'a:99999999',
  'a:-1',
  'a: 443',
  'a:443:443',
  'a b',
  ' a',
  'a\t',
  'a\u00a0',
  'a,b',
  'a/b',
  'a?b',
  'a#b',
  'a@b',
  'user:password@a',
  'a\\b',
  'a%2eb',
  'dé.example',
  'a\n',
  '::1',
  '2001:db8::1',
  '[::1',
  '::1]',
  '[::1]x',
  '[1.2.3.4]',
  '[localhost]',
  '[fe80::1%25eth0]',
  '[]',
  'https://a',
])('%j is not an authority', text => {
  expect(parseAuthority(text)).toBeUndefined()
})

const origin = (text: string) => parseOrigin(text) as Origin

test.each([
  ['https://desk.example.com', 'desk.example.com'],
  ['https://desk.example.com', 'desk.example.com:443'],
  ['https://desk.example.com', 'desk.example.com.'],
  ['https://desk.example.com', 'DESK.EXAMPLE.COM.:443'],
  ['https://desk.example.com:443', 'desk.example.com'],
  ['https://desk.example.com.', 'desk.example.com'],
  ['https://desk.example.com:8443', 'desk.example.com:8443'],
  ['http://desk.example.com', 'desk.example.com:80'],
  ['http://desk.example.com:80', 'desk.example.com'],
  ['https://[2001:db8::1]', '[2001:DB8:0::1]:443'],
])('%s is reached by the host %s', (own, host) => {
  expect(isAuthorityOf(parseAuthority(host) ?? { host: '', port: 0 }, origin(own))).toBe(true)
})

test.each([
  ['https://desk.example.com', 'desk.example.com:80'],
  ['https://desk.example.com', 'desk.example.com:8443'],
  ['https://desk.example.com', 'desk.example.com:0'],
  ['https://desk.example.com', 'desk.example.com.evil.example'],
  ['https://desk.example.com', 'evil.example'],
  ['https://desk.example.com', 'xdesk.example.com'],
  ['https://desk.example.com', 'example.com'],
  ['https://desk.example.com:8443', 'desk.example.com'],
  ['http://desk.example.com', 'desk.example.com:443'],
  ['https://[2001:db8::1]', '[2001:db8::2]'],
])('%s is not reached by the host %s', (own, host) => {
  expect(isAuthorityOf(parseAuthority(host) ?? { host: '', port: 0 }, origin(own))).toBe(false)
})

test.each([
  'https://desk.example.com',
  'HTTPS://DESK.example.com',
  'https://desk.example.com:443',
  'https://desk.example.com.',
  'https://desk.example.com.:443',
])('%s is the origin of https://desk.example.com', text => {
  expect(isSameOrigin(origin(text), origin('https://desk.example.com'))).toBe(true)
})

test.each([
  'http://desk.example.com',
  'https://desk.example.com:80',
  'https://desk.example.com:444',
  'https://evil.example',
])('%s is another origin', text => {
  expect(isSameOrigin(origin(text), origin('https://desk.example.com'))).toBe(false)
})

test.each([
  '',
  'null',
  'desk.example.com',
  '//desk.example.com',
  'https:desk.example.com',
  'https:/desk.example.com',
  'https:///desk.example.com',
  'https://',
  'https://desk.example.com/',
  'https://user@desk.example.com',
  'https://desk.example.com https://evil.example',
  'https://desk.example.com,https://evil.example',
  'ftp://desk.example.com',
  'file://',
  ' https://desk.example.com',
])('%j is not an origin', text => {
  expect(parseOrigin(text)).toBeUndefined()
})

test.each([
  ['203.0.113.5', '203.0.113.5'],
  ['203.0.113.5:4711', '203.0.113.5'],
  ['"203.0.113.5:4711"', '203.0.113.5'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['"[2001:db8::1]:4711"', '2001:db8::1'],
  // Without brackets nothing tells a port from the last group.
  ['2001:db8::1:4711', '2001:db8::1:4711'],
  ['::ffff:203.0.113.5', '203.0.113.5'],
  ['::ffff:cb00:7105', '203.0.113.5'],
  ['[::ffff:203.0.113.5]:4711', '203.0.113.5'],
  ['::1', '::1'],
])('%s is the address %s', (text, address) => {
  expect(parseAddress(text)).toBe(address)
})

test.each([
  '',
  'unknown',
  '_hidden',
  'localhost',
  'desk.example.com',
  '203.0.113',
  '203.0.113.256',
  '203.0.113.05',
  '203.0.113.5:',
  '203.0.113.5:65536',
  '203.0.113.5:x',
  '203.0.113.5:1:2',
  '[203.0.113.5]',
  '[2001:db8::1',
  '[2001:db8::1]4711',
  '[2001:db8::1]:',
  'fe80::1%eth0',
  '"203.0.113.5',
  '""',
  ' 203.0.113.5',
  '<script>',
])('%j is not an address', text => {
  expect(parseAddress(text)).toBeUndefined()
})
