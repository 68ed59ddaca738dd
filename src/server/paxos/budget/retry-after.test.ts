/** `Retry-After` in every spelling that the grammar allows, and in those that it doesn't. */
import { expect, test } from 'vitest'
import { readRetryAfter } from './retry-after.ts'

const now = new Date('2026-07-01T12:00:00Z')
const hourMs = 3_600_000

test.each([
  ['0', 0],
  ['120', 120_000],
  ['0120', 120_000],
  ['3600', hourMs],
  ['3601', hourMs],
  ['99999999999', hourMs],
  ['9'.repeat(40), hourMs],
  ['Wed, 01 Jul 2026 12:10:00 GMT', 600_000],
  ['Wednesday, 01-Jul-26 12:10:00 GMT', 600_000],
  ['Wed Jul  1 12:10:00 2026', 600_000],
  ['Wed, 01 Jul 1998 12:10:00 GMT', 0],
  ['Fri, 31 Dec 9999 23:59:59 GMT', hourMs],
])('%s is a wait of %i ms', (header, ms) => {
  expect(readRetryAfter(header, undefined, now)).toBe(ms)
})

test.each([
  [undefined],
  [''],
  ['-5'],
  ['+5'],
  ['1.5'],
  ['1e3'],
  ['0x10'],
  ['120, 240'],
  ['120;'],
  ['soon'],
  ['tomorrow 5'],
  ['2026-07-01T12:10:00Z'],
  ['Wed, 01 Jul 2026 12:10:00 +0200'],
  ['Wed, 01 Jul 2026 12:10:00'],
  ['Wed, 32 Jul 2026 12:10:00 GMT'],
])('%s means nothing', header => {
  expect(readRetryAfter(header, undefined, now)).toBeUndefined()
})

test.each([
  ['Wed, 01 Jul 2026 12:05:00 GMT', 300_000],
  // A list, a number or a date in words is not a date.
  ['Wed, 01 Jul 2026 12:05:00 GMT, Wed, 01 Jul 2026 12:06:00 GMT', 600_000],
  ['-5', 600_000],
])("a date counts from the sender's date, where that is one: %s", (date, ms) => {
  expect(readRetryAfter('Wed, 01 Jul 2026 12:10:00 GMT', date, now)).toBe(ms)
})
