import { expect, test } from 'vitest'
import { noValue, orchestrationStatuses, readEnum } from './enums.ts'
import { networks, readNetwork } from './networks.ts'
import { fc } from './testing/properties.ts'

test.each(orchestrationStatuses)('%s is known', status => {
  expect(readEnum(orchestrationStatuses, status)).toEqual({ known: status, raw: status })
})

test.each(['HELD', 'completed', ' COMPLETED', 'COMPLETED ', 'Completed', '0', 'constructor', '__proto__'])(
  '%j is carried unchanged',
  raw => {
    expect(readEnum(orchestrationStatuses, raw)).toEqual({ known: undefined, raw })
  },
)

test('absent and empty values count as none', () => {
  expect(readEnum(orchestrationStatuses, undefined)).toBe(noValue)
  expect(readEnum(orchestrationStatuses, '')).toBe(noValue)
})

test('keeps every value as sent', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), raw => {
      expect(readEnum(orchestrationStatuses, raw).raw).toBe(raw)
    }),
  )
})

test.each(networks)('the network %s is known in any case', network => {
  expect(readNetwork(network)).toBe(network)
  expect(readNetwork(network.toLowerCase())).toBe(network)
  expect(readNetwork(` ${network.toLowerCase().replaceAll('_', '-')} `)).toBe(network)
})

test.each([
  ['POLYGON', 'POLYGON_POS'],
  ['polygon', 'POLYGON_POS'],
  ['Polygon PoS', 'POLYGON_POS'],
  ['arbitrum', 'ARBITRUM_ONE'],
  ['X Layer', 'XLAYER'],
  ['BNB Chain', 'BNB'],
  ['bsc', 'BNB'],
])('%s is %s', (raw, network) => {
  expect(readNetwork(raw)).toBe(network)
})

test.each([undefined, '', ' ', 'LIGHTNING', 'ETHEREUM2', 'constructor', '__proto__', 'toString'])(
  '%j is not a known network',
  raw => {
    expect(readNetwork(raw)).toBeUndefined()
  },
)
