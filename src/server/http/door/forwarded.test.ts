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

test('fault 37: what a stranger forwards is ignored', () => {
  const spoofed = request('198.51.100.9', { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '10.0.0.1' })
  expect(askedHost(spoofed, isTrusted)).toBe('desk.example')
  expect(clientAddress(spoofed, isTrusted)).toBe('198.51.100.9')
})

test('a proxy of ours says who asked for what', () => {
  const forwarded = request('10.0.0.1', { 'x-forwarded-host': 'Other.example', 'x-forwarded-for': '198.51.100.9' })
  expect(askedHost(forwarded, isTrusted)).toBe('other.example')
  expect(clientAddress(forwarded, isTrusted)).toBe('198.51.100.9')
})

test.each([
  ['what the client itself sent stands before', '203.0.113.5, 198.51.100.9', '198.51.100.9'],
  ['another proxy of ours is passed over', '198.51.100.9, 10.2.3.4', '198.51.100.9'],
  ['only proxies of ours', '10.9.9.9, 10.2.3.4', '10.9.9.9'],
  ['rubbish ends the chain', '198.51.100.9, <script>, 10.2.3.4', '10.2.3.4'],
  ['nothing was said', '', '10.0.0.1'],
])('fault 37: the client is the last that is no proxy of ours: %s', (_name, chain, client) => {
  expect(clientAddress(request('10.0.0.1', { 'x-forwarded-for': chain }), isTrusted)).toBe(client)
})
