import { expect, test } from 'vitest'
import { traceOf, traceparentOf } from './trace.ts'

const requestId = '6506ad35-cad8-440f-b247-c4ec092c96fe'
const own = { requestId, traceId: '6506ad35cad8440fb247c4ec092c96fe', isSampled: false }
const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
const span = '00f067aa0ba902b7'

test.each([
  [`00-${trace}-${span}-01`, true],
  [`00-${trace}-${span}-00`, false],
  [`00-${trace}-${span}-03`, true],
  [`00-${trace}-${span}-fe`, false],
  [`01-${trace}-${span}-01`, true],
  [`cc-${trace}-${span}-01-what-the-future-holds`, true],
])('%s is taken over, with its flag', (header, isSampled) => {
  const taken = traceOf(requestId, header)
  expect(taken).toEqual({ requestId, traceId: trace, isSampled })
  expect(traceparentOf(taken, () => 0)).toBe(`00-${trace}-0000000100000001-0${isSampled ? 1 : 0}`)
})

test.each([
  undefined,
  '',
  'x',
  `00-${trace}-${span}`,
  `00-${trace}-${span}-1`,
  `00-${trace}-${span}-01-more`,
  `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
  `00-${trace.toUpperCase()}-${span}-01`,
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `ff-${trace}-${span}-01`,
  `00-${trace.slice(1)}-${span}-01`,
  `00-${trace}-${span}-0g`,
  ` 00-${trace}-${span}-01`,
])('%j begins a new trace', header => {
  expect(traceOf(requestId, header)).toEqual(own)
})

test('a header that comes twice begins a new trace', () => {
  expect(traceOf(requestId, [`00-${trace}-${span}-01`, `00-${trace}-${span}-01`])).toEqual(own)
})

test('the span of a call is never zero, and differs from the trace of the next', () => {
  for (const random of [() => 0, () => 0.999_999_999_999, Math.random]) {
    expect(traceparentOf(own, random)).toMatch(/^00-6506ad35cad8440fb247c4ec092c96fe-(?!0{16})[0-9a-f]{16}-00$/)
  }
})
