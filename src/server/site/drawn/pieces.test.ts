import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startPieces } from './pieces.ts'

test('the pieces of any two texts are one gzip stream, whose first piece can be read alone', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map(unit => unit.repeat(200))
  fc.assert(
    fc.property(text, text, (one, two) => {
      const { first, last } = startPieces(one)
      const second = last(two)
      expect(gunzipSync(Buffer.concat([first.gzip, second.gzip])).toString()).toBe(one + two)
      expect(Buffer.concat([first.plain, second.plain]).toString()).toBe(one + two)
      expect(gunzipSync(first.gzip, { finishFlush: 2 }).toString()).toBe(one)
    }),
    { numRuns: 100 },
  )
})

test('one head goes with any number of pages, and what repeats the head costs little', () => {
  const { first, last } = startPieces('<style>.card{color:red}</style>'.repeat(500))
  const pages = ['<p class="card">1</p>', '<style>.card{color:red}</style>'.repeat(400)].map(last)
  for (const page of pages)
    expect(gunzipSync(Buffer.concat([first.gzip, page.gzip])).length).toBe(first.plain.length + page.plain.length)
  expect(pages[1]?.gzip.length).toBeLessThan(120)
})
