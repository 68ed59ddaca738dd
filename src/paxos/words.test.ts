import { expect, test } from 'vitest'
import { networks, readNetwork } from './networks.ts'
import { fc } from './testing/properties.ts'
import { noWord, orchestrationStatuses, readWord } from './words.ts'

test.each(orchestrationStatuses)('%s is known', status => {
  expect(readWord(orchestrationStatuses, status)).toEqual({ known: status, raw: status })
})

test.each(['HELD', 'completed', ' COMPLETED', 'COMPLETED ', 'Completed', '0', 'constructor', '__proto__'])(
  '%j is carried as it came',
  raw => {
    expect(readWord(orchestrationStatuses, raw)).toEqual({ known: undefined, raw })
  },
)

test('none and empty are no word', () => {
  expect(readWord(orchestrationStatuses, undefined)).toBe(noWord)
  expect(readWord(orchestrationStatuses, '')).toBe(noWord)
})

test('a word is never lost and never changed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), raw => {
      expect(readWord(orchestrationStatuses, raw).raw).toBe(raw)
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
  '%j is no known network',
  raw => {
    expect(readNetwork(raw)).toBeUndefined()
  },
)
