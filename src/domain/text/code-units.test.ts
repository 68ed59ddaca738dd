import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeBefore, codeFrom, dropUnits, isPicture } from './code-units.ts'

const suspects = new Uint8Array(0x10000)
suspects[0x200b] = 1
suspects[0xdb40] = 1
/** Drops zero-width spaces and tags (two code units); keeps half a tag. */
const dropped = (text: string) =>
  dropUnits(text, suspects, (unit, at) => (unit === 0x200b ? 1 : text.charCodeAt(at + 1) === 0xdc41 ? 2 : 0))

test('drops exactly the named characters at any position, in texts of several chunks', () => {
  const piece = fc.constantFrom('\u200b', '\u{e0041}', '\udb40', '\udc41', 'a', '漢')
  const plain = fc.integer({ min: 4090, max: 4100 }).map(length => 'x'.repeat(length))
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: piece }, plain), { maxLength: 12 }), pieces => {
      const text = pieces.join('')
      expect(dropped(text)).toBe(text.replace(/\u200b|\udb40\udc41/g, ''))
    }),
    { numRuns: 300 },
  )
})

test('agrees with the engine about every code point', () => {
  const pictures = Array.from({ length: 0x110000 }, (_, code) => code).filter(isPicture)
  const told = Array.from({ length: 0x110000 }, (_, code) => code).filter(code =>
    /\p{Extended_Pictographic}/u.test(String.fromCodePoint(code)),
  )
  expect(pictures).toEqual(told)
  expect(told.length).toBeGreaterThan(1000)
})

test('code points around an index are whole or lone surrogates', () => {
  const text = 'a👩\udc69\ud83d.\u{10ffff}\u{10000}'
  const [a, woman, second, first, dot, last, beyond] = [0x61, 0x1f469, 0xdc69, 0xd83d, 0x2e, 0x10ffff, 0x10000]
  const starts = [0, 1, 3, 4, 5, 6, 8, 10]
  expect(starts.map(at => codeFrom(text, at))).toEqual([a, woman, second, first, dot, last, beyond, Number.NaN])
  expect(starts.map(at => codeBefore(text, at))).toEqual([Number.NaN, a, woman, second, first, dot, last, beyond])
})

test('code points never reach past the end of a slice, even in optimised code', () => {
  const text = '👩‍👩‍👧\n'.repeat(16)
  const codes = new Set<number>()
  for (let run = 0; run < 200_000; run += 1) {
    // A new slice each time, cut in the middle of an emoji.
    const slice = text.slice(0, text.length - 5)
    codes.add(codeFrom(slice, slice.length - 1))
    codes.add(codeBefore(slice, slice.length))
  }
  expect([...codes]).toEqual([0xd83d])
})
