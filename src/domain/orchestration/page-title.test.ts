import { expect, test } from 'vitest'
import { orchestrationOf } from '../testing/facts.ts'
import { environmentTag, pageTitle } from './page-title.ts'

const title = (json: object, environment = 'production', changed?: boolean) =>
  pageTitle(orchestrationOf(json), { environment, changed })

test.each([
  ['FAILED', '✕ e5f6a7b8 Failed · 100 USDC→USDG'],
  ['COMPLETED', '✓ e5f6a7b8 Completed · 100 USDC→USDG'],
  ['PROCESSING', '◐ e5f6a7b8 Processing · 100 USDC→USDG'],
  ['PENDING', '‖ e5f6a7b8 Awaiting approval · 100 USDC→USDG'],
  ['REJECTED', '⊘ e5f6a7b8 Rejected · 100 USDC→USDG'],
  ['HELD', '? e5f6a7b8 HELD (unrecognised) · 100 USDC→USDG'],
  ['', '? e5f6a7b8 No status · 100 USDC→USDG'],
])('%s', (status, words) => {
  expect(title({ status })).toBe(words)
})

test.each([
  ['production', '', ''],
  ['sandbox', '[SBX] ', '● [SBX] '],
  ['demo', '[DEMO] ', '● [DEMO] '],
])('%s', (environment, tag, changedTag) => {
  expect(environmentTag(environment)).toBe(tag)
  expect(title({ status: 'FAILED' }, environment)).toBe(`${tag}✕ e5f6a7b8 Failed · 100 USDC→USDG`)
  expect(title({ status: 'FAILED' }, environment, true)).toBe(`${changedTag || '● '}✕ e5f6a7b8 Failed · 100 USDC→USDG`)
})

test.each([
  [{ source_amount: '1234567.50' }, '◐ e5f6a7b8 Processing · 1,234,567.50 USDC→USDG'],
  [{ source_amount: '' }, '◐ e5f6a7b8 Processing · USDC→USDG'],
  [{ source_amount: 'abc' }, '◐ e5f6a7b8 Processing · USDC→USDG'],
  [{ destination_asset: '' }, '◐ e5f6a7b8 Processing · 100 USDC'],
  [{ source_amount: '', source_asset: '', destination_asset: '' }, '◐ e5f6a7b8 Processing'],
  [{ id: '' }, '◐ Processing · 100 USDC→USDG'],
])('with %j', (json, words) => {
  expect(title(json)).toBe(words)
})
