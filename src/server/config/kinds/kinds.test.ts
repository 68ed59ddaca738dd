import { expect, test } from 'vitest'
import { trustNetworks } from '../../http/door/forwarded.ts'
import { Invalid } from '../variable.ts'
import * as kinds from './kinds.ts'

const long = (letter: string) => letter.repeat(32)

const read: readonly [name: string, parse: (text: string) => unknown, values: Readonly<Record<string, unknown>>][] = [
  ['a port', kinds.port, { '0': 0, '8080': 8080, '65535': 65_535, '00080': 80 }],
  ['a switch', kinds.onOff, { on: true, off: false }],
  [
    'a duration',
    kinds.duration,
    { '1s': 1000, '90s': 90_000, '30m': 1_800_000, '8h': 28_800_000, '30d': 2_592_000_000 },
  ],
  ['a share', kinds.share, { '1': 1, '1.0': 1, '0.5': 0.5, '.25': 0.25, '0.000001': 0.000001 }],
  [
    'an address to listen on',
    kinds.listenAddress,
    { localhost: '127.0.0.1', Localhost: '127.0.0.1', '0.0.0.0': '0.0.0.0', '::': '::', '[::1]': '::1', '::1': '::1' },
  ],
  ['a credential', kinds.credential, { 'a b:c%': 'a b:c%' }],
  ['a header', kinds.headerName, { 'X-Goog-IAP': 'x-goog-iap', authorization: 'authorization' }],
  ['scopes', kinds.scope, { 'a:b c': 'a:b c' }],
  ['text', kinds.text, { 'größe, 1': 'größe, 1' }],
]

test.each(read)('%s is read', (_name, parse, values) => {
  for (const [text, value] of Object.entries(values)) expect(parse(text), text).toBe(value)
})

const refused: readonly [name: string, parse: (text: string) => unknown, values: readonly string[]][] = [
  [
    'a port',
    kinds.port,
    ['-1', '65536', '1e3', '0x50', '80.0', '80a', '+80', ' 80', '８０', '9'.repeat(400), 'NaN', 'Infinity'],
  ],
  ['a switch', kinds.onOff, ['ON', 'On', 'true', '1', 'yes', 'on,off', 'toString']],
  [
    'a duration',
    kinds.duration,
    ['0m', '0', '30', 'm', '1e9h', '1.5h', '-1h', '1 h', '1H', '1w', '1ms', '31d', '721h', '999999d', '1h30m', '٣m'],
  ],
  ['a share', kinds.share, ['0', '0.0', '.0000001', '1.5', '2', '-1', 'NaN', '1e-3', '50%', '0,5', '1.', '.']],
  [
    'an address to listen on',
    kinds.listenAddress,
    [
      '*',
      'desk.example',
      '127.1',
      '0',
      '0x7f000001',
      '127.0.0.1:8080',
      '[::1]:80',
      '::1/128',
      'http://127.0.0.1',
      '127.0.0.01',
      'localhost.',
      '[]',
    ],
  ],
  ['a credential', kinds.credential, ['a\nb', 'a\u00a0b', 'é', 'a\u200b', 'a\0']],
  [
    'a header',
    kinds.headerName,
    ['', 'x:y', 'x y', 'x_y\n', 'é', 'Cookie', 'host', 'Set-Cookie', 'Transfer-Encoding', 'x'.repeat(65)],
  ],
  ['scopes', kinds.scope, ['a  b', 'a\tb', 'a"b', 'a\\b', 'a,b\n', 'é']],
  ['text', kinds.text, ['a\nb', 'a\0', 'a\u0085b', 'a\tb']],
  [
    'networks',
    kinds.networks,
    [
      '10.0.0.0/33',
      '10.0.0.0/-1',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '10.0.0/8',
      '10.0.0.0/08',
      '::/129',
      '::/0',
      '0.0.0.0/0',
      '10.0.0.0/8,::/0',
      '10.0.0.0/8,',
      ',',
      'example.com',
      '*',
      '[::1]',
      '[::1]/128',
      '10.0.0.0-10.0.0.9',
      '10.0.0.0/255.0.0.0',
      '10.0.0.0/8 192.168.0.0/16',
    ],
  ],
  [
    'keys of sessions',
    kinds.sessionKeys,
    [
      'short',
      long('k').slice(1),
      `${long('k')},`,
      `,${long('k')}`,
      `${long('k')},short`,
      `${long('k')},${long('k')}`,
      `${long('k')}\n${long('l')}`,
    ],
  ],
]

test.each(refused)('an invalid value is refused: %s', (_name, parse, values) => {
  for (const text of values) expect(() => parse(text), JSON.stringify(text)).toThrow(Invalid)
})

test('networks that are read are those whose addresses are trusted', () => {
  const isTrusted = trustNetworks(kinds.networks('10.1.2.3/8, ::1,fd00::/8 , 192.0.2.7/32,198.51.100.0/1'))
  for (const address of ['10.9.9.9', '::1', 'fdff::1', '192.0.2.7', '::ffff:10.0.0.1', '200.0.0.1']) {
    expect(isTrusted(address), address).toBe(true)
  }
  for (const address of ['11.0.0.1', '::2', 'fe00::1']) expect(isTrusted(address), address).toBe(false)
})

test('keys are counted in bytes, and keep their order', () => {
  const keys = kinds.sessionKeys(` ${'ü'.repeat(16)} ,${long('k')}`)
  expect(keys.map(key => key.reveal())).toEqual(['ü'.repeat(16), long('k')])
})
