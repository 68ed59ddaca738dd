import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { askedHost, clientAddress, trustNetworks } from './forwarded.ts'

const isTrusted = trustNetworks(['10.0.0.0/8', '192.0.2.7', 'fd00::/8', '::1'])

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers: { host: 'Desk.example', ...headers } }) as unknown as IncomingMessage

test.each(['10.0.0.1', '10.255.255.255', '192.0.2.7', 'fd00::1', '::1', '::ffff:10.0.0.1'])(
  '%s is trusted',
  address => {
    expect(isTrusted(address)).toBe(true)
  },
)

test.each(['11.0.0.1', '192.0.2.8', 'fe80::1', '::2', '127.0.0.1', '', 'x', undefined])('%s is not', address => {
  expect(isTrusted(address)).toBe(false)
})

test('fault 37: forwarding headers from a stranger are ignored', () => {
  const spoofed = request('198.51.100.9', { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '10.0.0.1' })
  expect(askedHost(spoofed, isTrusted)?.host).toBe('desk.example')
  expect(clientAddress(spoofed, isTrusted)).toBe('198.51.100.9')
})

test('a trusted proxy names client and host', () => {
  const forwarded = request('10.0.0.1', { 'x-forwarded-host': 'Other.example', 'x-forwarded-for': '198.51.100.9' })
  expect(askedHost(forwarded, isTrusted)?.host).toBe('other.example')
  expect(clientAddress(forwarded, isTrusted)).toBe('198.51.100.9')
})

test.each([
  ['what the client itself sent stands before', '203.0.113.5, 198.51.100.9', '198.51.100.9'],
  ['another of our proxies is passed over', '198.51.100.9, 10.2.3.4', '198.51.100.9'],
  ['only our proxies', '10.9.9.9, 10.2.3.4', '10.9.9.9'],
  ['rubbish ends the chain', '198.51.100.9, <script>, 10.2.3.4', '10.2.3.4'],
  ['nothing was said', '', '10.0.0.1'],
  ['with a port', '203.0.113.5:4711', '203.0.113.5'],
  ['IPv6 with a port', '[2001:db8::1]:4711', '2001:db8::1'],
  ['IPv6 in quotes', '"[2001:db8::1]:4711"', '2001:db8::1'],
  ['another of our proxies with a port', '198.51.100.9:1, 10.2.3.4:2', '198.51.100.9'],
  ['another of our proxies, IPv6 with a port', '198.51.100.9, [fd00::7]:4711', '198.51.100.9'],
  ['IPv4 written as IPv6', '198.51.100.9, ::ffff:10.2.3.4', '198.51.100.9'],
  ['tabs, spaces and empty elements', ' 198.51.100.9\t, ,10.2.3.4 ,', '198.51.100.9'],
  ['a no-break space is not a space', '198.51.100.9\u00a0, 10.2.3.4', '10.2.3.4'],
  ['unknown ends the chain', '198.51.100.9, unknown, 10.2.3.4', '10.2.3.4'],
])('fault 37: the client is the last address that is not one of our proxies: %s', (_name, chain, client) => {
  expect(clientAddress(request('10.0.0.1', { 'x-forwarded-for': chain }), isTrusted)).toBe(client)
})

test('an address that Node gives as IPv6 is written as IPv4', () => {
  expect(clientAddress(request('::ffff:198.51.100.9'), isTrusted)).toBe('198.51.100.9')
  const proxied = request('::ffff:10.0.0.1', { 'x-forwarded-for': '198.51.100.9' })
  expect(clientAddress(proxied, isTrusted)).toBe('198.51.100.9')
})

test('networks may be written as IPv6 that holds IPv4', () => {
  const mapped = trustNetworks(['::ffff:10.0.0.0/104'])
  expect(clientAddress(request('10.1.2.3', { 'x-forwarded-for': '198.51.100.9' }), mapped)).toBe('198.51.100.9')
})

test.each([
  ['with a port', 'other.example:443', { host: 'other.example', port: 443 }],
  [
    'of two proxies, the outermost first',
    'other.example, inner.local:8080',
    { host: 'other.example', port: undefined },
  ],
  ['of two proxies, with spaces', ' other.example:443\t,inner.local', { host: 'other.example', port: 443 }],
  ['with an empty element', ', other.example', { host: 'other.example', port: undefined }],
  ['that is not a host', 'other.example/x, other.example', undefined],
  ['that is empty', '', undefined],
])('X-Forwarded-Host from one of our proxies: %s', (_name, forwarded, asked) => {
  expect(askedHost(request('10.0.0.1', { 'x-forwarded-host': forwarded }), isTrusted)).toEqual(asked)
})
