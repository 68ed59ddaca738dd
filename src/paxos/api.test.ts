import { expect, test } from 'vitest'
import { apiPath, type EndpointName, endpoints, readScopes } from './api.ts'
import { fc } from './testing/properties.ts'

test.each<[EndpointName, Parameters<typeof apiPath>[1], string]>([
  ['orchestration', { id: 'a-b' }, '/orchestration/orchestrations/a-b'],
  ['orchestration', { id: 'a/b?c' }, '/orchestration/orchestrations/a%2Fb%3Fc'],
  ['orchestrations', {}, '/orchestration/orchestrations'],
  [
    'orchestrations',
    { query: { ref_id: ['a b', 'c&d'], limit: 20, page_cursor: undefined } },
    '/orchestration/orchestrations?ref_id=a%20b&ref_id=c%26d&limit=20',
  ],
  [
    'events',
    { query: { 'created_at.gte': '2026-04-20T12:30:01+02:00' } },
    '/events?created_at.gte=2026-04-20T12%3A30%3A01%2B02%3A00',
  ],
  ['rules', { query: { ids: [] } }, '/orchestration/rules'],
  ['transfer', undefined, '/transfer/transfers/'],
  ['orchestrations', { query: { ref_id: ['half \ud83d'] } }, '/orchestration/orchestrations?ref_id=half%20%EF%BF%BD'],
])('apiPath %s %j', (name, target, path) => {
  expect(apiPath(name, target)).toBe(path)
})

test('the path keeps its shape and its values read back, for any id and query', () => {
  const text = fc.string({ unit: 'grapheme' }).filter(one => one.isWellFormed() && !/^\.{0,2}$/.test(one))
  fc.assert(
    fc.property(text, text, (id, value) => {
      const url = new URL(`https://x.example/v2${apiPath('orchestration', { id, query: { q: value } })}`)
      expect(url.pathname.split('/')).toHaveLength(5)
      expect(decodeURIComponent(url.pathname.split('/')[4] ?? '')).toBe(id)
      expect(url.searchParams.get('q')).toBe(value)
      expect(url.hash).toBe('')
    }),
  )
})

test('four scopes read everything', () => {
  expect([...readScopes].sort()).toEqual([
    'events:read_event',
    'orchestration:read_orchestration',
    'orchestration:read_orchestration_rule',
    'transfer:read_transfer',
  ])
})

test('single records take no query; lists take a limit, a cursor and an order', () => {
  for (const endpoint of Object.values(endpoints)) {
    const isOne = endpoint.path.endsWith('{id}')
    expect(endpoint.maxLimit > 0).toBe(!isOne)
    expect(Object.keys(endpoint.query).length > 0).toBe(!isOne)
    if (!isOne) expect(endpoint.query).toMatchObject({ limit: 'limit', order: 'order', page_cursor: 'cursor' })
  }
})
