import { expect, test } from 'vitest'
import { missingScope, readProblem } from './problem.ts'
import { fc } from './testing/properties.ts'

test('a problem document', () => {
  expect(readProblem({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'why', request_id: 'r' })).toEqual(
    {
      type: 'about:blank',
      title: 'Forbidden',
      detail: 'why',
      request_id: 'r',
    },
  )
})

test.each([undefined, null, 'oops', [], 7, { title: 1 }])('%j is a problem without text', json => {
  expect(readProblem(json)).toEqual({ type: undefined, title: undefined, detail: undefined, request_id: undefined })
})

test.each([
  ['insufficient scopes: found [a:b], required one of [transfer:read_transfer]', 'transfer:read_transfer'],
  ['insufficient scopes: found a:b c:d, required one of transfer:read_transfer', 'transfer:read_transfer'],
  ['Insufficient scopes: found [], required one of: [events:read_event events:write_event]', 'events:read_event'],
  ['insufficient scopes: found x:y, required of orchestration:read_orchestration', 'orchestration:read_orchestration'],
  [
    'insufficient scopes: found [orchestration:read_orchestration], required one of [orchestration:read_orchestration_rule]',
    'orchestration:read_orchestration_rule',
  ],
])('%s', (detail, scope) => {
  expect(missingScope(detail)).toBe(scope)
})

test.each([
  undefined,
  '',
  'profile is closed',
  'required one of [transfer:read_transfer]',
  'insufficient scopes',
  'insufficient scopes: found [a:b]',
  'insufficient scopes: found [a:b], required one of [nothing that looks like one]',
])('%j names none', detail => {
  expect(missingScope(detail)).toBeUndefined()
})

test('never throws, and names only scopes found in the text', () => {
  fc.assert(
    fc.property(fc.string(), rest => {
      const detail = `insufficient scopes: found [], required one of ${rest}`
      const scope = missingScope(detail)
      expect(scope === undefined || rest.includes(scope)).toBe(true)
    }),
  )
})
