import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isReturnPath, returnPathOf } from './return-path.ts'

test.each([
  '/',
  '/production',
  '/production/orchestrations/6506ad35-cad8-440f-b247-c4ec092c96fe',
  '/production/orchestrations/6506ad35-cad8-440f-b247-c4ec092c96fe?seen=FAILED~20260420T123410Z',
  '/sandbox/orchestrations?status=FAILED&created_at.gte=2026-04-20T00:00:00Z',
  '/demo?q=inv%2F2026%2F04',
  '/demo?ref_id=100%25',
  '/demo?ref_id=%C3%A9t%C3%A9%20%E2%86%92',
  `/${'a'.repeat(511)}`,
])('%s may be returned to', path => {
  expect(isReturnPath(path)).toBe(true)
})

test.each([
  '',
  'production',
  '//evil.example',
  '/\\evil.example',
  '/%5Cevil.example',
  '/%255Cevil.example',
  '/%25255Cevil.example',
  '/%2Fevil.example',
  '/a%2F%2Fb',
  '/a%00',
  '/a%250d%250aSet-Cookie:x',
  '/a%c2%85',
  '/%zz%255cevil.example',
  '/a b',
  '/é',
  '/a#b',
  '/a+b',
  `/${'a'.repeat(512)}`,
])('%j may not', path => {
  expect(isReturnPath(path)).toBe(false)
})

test('what may be returned to stays on the origin, however often it is decoded on the way', () => {
  const piece = fc.constantFrom(
    ...'/\\?&=%:@,._~-a2fF5cC0dD9b'.split(''),
    ...[
      '%2f',
      '%5c',
      '%252f',
      '%255C',
      '%25255c',
      '%09',
      '%0a',
      '%2509',
      '..',
      'evil.example',
      'javascript:',
      '%c2%85',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      let path = `/${pieces.join('')}`
      if (!isReturnPath(path)) return
      for (let times = 0; times < 3; times++) {
        expect(new URL(path, 'https://desk.example').origin, path).toBe('https://desk.example')
        try {
          path = decodeURIComponent(path)
        } catch {
          return
        }
      }
    }),
    { numRuns: 5000 },
  )
})

test("a page's address becomes a path that means the same, or none", () => {
  expect(returnPathOf('/demo?q=a+b')).toBe('/demo?q=a%20b')
  expect(returnPathOf("/demo?q=it's(*)")).toBe('/demo?q=it%27s%28%2a%29')
  expect(returnPathOf(`/demo/orchestrations?${'id=x&'.repeat(120)}`)).toBeUndefined()
  expect(returnPathOf('/demo?q=https%3A%2F%2Fdesk.example%2Fdemo')).toBeUndefined()
  fc.assert(
    fc.property(fc.record({ q: fc.string(), ref_id: fc.string() }), entries => {
      const query = new URLSearchParams(entries)
      const path = returnPathOf(`/demo?${query}`)
      if (path !== undefined) expect([...new URLSearchParams(path.slice('/demo?'.length))]).toEqual([...query])
    }),
  )
})
