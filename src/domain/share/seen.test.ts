import { expect, test } from 'vitest'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { fc } from '#paxos/testing/properties.ts'
import { at } from '../testing/facts.ts'
import { readSeen, seenText, writeSeen } from './seen.ts'

const word = (raw: string | undefined) => readEnum(orchestrationStatuses, raw)

test('the sample reads and writes', () => {
  expect(writeSeen(word('FAILED'), at('2026-04-20T12:34:10.999Z'))).toBe('FAILED~20260420T123410Z')
  expect(readSeen('FAILED~20260420T123410Z')).toEqual({ status: 'FAILED', at: at('2026-04-20T12:34:10Z') })
})

test.each([
  null,
  undefined,
  '',
  'FAILED',
  'FAILED~',
  'FAILED~2026-04-20T12:34:10Z',
  'failed~20260420T123410Z',
  'HELD~20260420T123410Z',
  'FAILED~20260431T123410Z',
  'FAILED~20260420T253410Z',
  'FAILED~20260420T123410Z ',
  'FAILED~20260420T123410Z<script>',
  '<b>~20260420T123410Z',
  'constructor~20260420T123410Z',
])('%j is not read', value => {
  expect(readSeen(value)).toBeUndefined()
})

test('what cannot be read back is not written', () => {
  expect(writeSeen(word('HELD'), at('2026-04-20T12:34:10Z'))).toBeUndefined()
  expect(writeSeen(word(undefined), at('2026-04-20T12:34:10Z'))).toBeUndefined()
  expect(writeSeen(word('FAILED'), undefined)).toBeUndefined()
})

test('every status and time comes back to the second', () => {
  const date = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom(...orchestrationStatuses), date, (status, when) => {
      const seen = readSeen(writeSeen(word(status), at(when.toISOString())))
      expect(seen?.status).toBe(status)
      expect(seen?.at.ms).toBe(Math.floor(when.getTime() / 1000) * 1000)
    }),
  )
})

test('never throws, and reads nothing but the listed statuses', () => {
  fc.assert(
    fc.property(fc.string(), value => {
      const seen = readSeen(value)
      expect(seen === undefined || orchestrationStatuses.includes(seen.status)).toBe(true)
    }),
  )
})

test.each([
  ['PROCESSING~20260420T123410Z', 'COMPLETED', 'Changed since this link was shared: Processing → Completed.'],
  ['PROCESSING~20260420T123410Z', 'HELD', 'Changed since this link was shared: Processing → HELD (unrecognised).'],
  ['PROCESSING~20260420T123410Z', undefined, 'Changed since this link was shared: Processing → No status.'],
  ['PROCESSING~20260420T123410Z', 'PROCESSING', 'As when this link was shared.'],
  ['HELD~20260420T123410Z', 'COMPLETED', undefined],
])('%s, now %s', (value, now, words) => {
  expect(seenText(readSeen(value), word(now))).toBe(words)
})
