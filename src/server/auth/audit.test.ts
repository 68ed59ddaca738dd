import { expect, test } from 'vitest'
import { logTo } from '../observe/log.ts'
import { auditTo } from './audit.ts'

/** What is written at this `LOG_LEVEL`. */
function written(level: string): readonly unknown[] {
  const lines: string[] = []
  const log = logTo(level, { write: line => lines.push(line) })
  log.info('a line like any other')
  auditTo(log)('read', { subject: 's', ids: ['id-1'], reason: undefined })
  return lines.map(text => {
    const { time, ...line } = JSON.parse(text)
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    return line
  })
}

const line = { level: 30, event: 'read', subject: 's', ids: ['id-1'], msg: 'audit' }

test.each(['fatal', 'error', 'warn'])('at LOG_LEVEL=%s the ordinary lines are left out, who did what is not', level => {
  expect(written(level)).toEqual([line])
})

test.each(['info', 'debug', 'trace'])('at LOG_LEVEL=%s both are there', level => {
  expect(written(level)).toEqual([{ level: 30, msg: 'a line like any other' }, line])
})

test('at LOG_LEVEL=silent nothing is written', () => {
  expect(written('silent')).toEqual([])
})
