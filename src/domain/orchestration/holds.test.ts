import { expect, test } from 'vitest'
import { secondaryStatuses, statusDetailKeys } from '#paxos/enums.ts'
import { factsOf, sourceTransfer } from '../testing/facts.ts'
import { reportedBy, reportedLabel, standing } from './holds.ts'

test.each(secondaryStatuses)('%s has a label and keeps Paxos’s sentence', name => {
  const rows = reportedBy(sourceTransfer({ secondary_status: { name, detail: 'A <b>detail</b>.' } }))
  expect(rows).toMatchObject([{ raw: name, detail: 'A <b>detail</b>.' }])
  expect(rows.map(reportedLabel).join()).toMatch(/^[A-Z][^_]+$/)
})

test.each(statusDetailKeys)('%s has a label', key => {
  const rows = reportedBy(sourceTransfer({ status_details: { [key]: {} }, asset: 'PYUSD' }))
  expect(rows).toMatchObject([{ raw: key, detail: undefined }])
  expect(rows.map(reportedLabel).join()).toMatch(/^[A-Z][^_{}]+$/)
})

test('a value that this version does not know is named unchanged', () => {
  const rows = reportedBy(sourceTransfer({ secondary_status: { name: 'NEW' }, status_details: { odd: {} } }))
  expect(rows.map(row => [row.raw, reportedLabel(row)])).toEqual([
    ['NEW', 'Unrecognised by this version.'],
    ['odd', 'Unrecognised by this version.'],
  ])
})

test('a sentence without a name is reported', () => {
  expect(reportedBy(sourceTransfer({ secondary_status: { detail: 'Wait.' } }))).toMatchObject([{ detail: 'Wait.' }])
})

test('nothing reported is nothing', () => {
  expect(reportedBy(sourceTransfer())).toEqual([])
  expect(standing(factsOf('PROCESSING', 'PROCESSING', 'absent'), false)).toBeUndefined()
})
