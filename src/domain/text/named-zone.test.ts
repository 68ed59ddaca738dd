import { expect, test } from 'vitest'
import { readInstant } from './instant.ts'
import { namedZone } from './named-zone.ts'
import { clockIn, dayIn } from './time-text.ts'

test.each([
  ['Asia/Kolkata', '2026-04-20T20:30:00Z', '21 Apr 2026 02:00:00'],
  ['Europe/Berlin', '2026-04-20T12:30:00Z', '20 Apr 2026 14:30:00'],
  ['Europe/Berlin', '2026-01-20T12:30:00Z', '20 Jan 2026 13:30:00'],
  ['America/Los_Angeles', '2026-01-01T00:00:00Z', '31 Dec 2025 16:00:00'],
  ['America/Argentina/Buenos_Aires', '2026-04-20T12:30:00Z', '20 Apr 2026 09:30:00'],
  ['Australia/Lord_Howe', '2026-01-20T12:30:00Z', '20 Jan 2026 23:30:00'],
  ['Etc/GMT+3', '2026-04-20T12:30:00Z', '20 Apr 2026 09:30:00'],
  ['UTC', '2026-04-20T12:30:00Z', '20 Apr 2026 12:30:00'],
])('in %s, %s is %s', (name, text, expected) => {
  const [zone, at] = [namedZone(name), readInstant(text)]
  if (!zone || !at) return expect.unreachable()
  expect(`${dayIn(at, zone)} ${clockIn(at, zone)}`).toBe(expected)
})

test.each([
  '',
  'Mars/Olympus',
  '+05:30',
  'Asia/Kolkata ',
  ' UTC',
  '"UTC"',
  'Asia%2FKolkata',
  '../Asia/Kolkata',
  'Asia/Kolkata\u0000',
  'Asia/Kölkata',
  '__proto__',
  `Asia/${'a'.repeat(5000)}`,
])('%j names no zone', name => {
  expect(namedZone(name)).toBeUndefined()
})
