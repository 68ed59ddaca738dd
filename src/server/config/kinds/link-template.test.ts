import { expect, test } from 'vitest'
import { Invalid } from '../variable.ts'
import { explorerTemplates, ownPage } from './link-template.ts'

test.each([
  'https://ops.example/{environment}/rules/{id}',
  'HTTPS://ops.example/{id}',
  'https://ops.example:8443/{id}',
  'https://ops.example?rule={id}',
  'https://ops.example/#/rules/{id}?in={environment}',
  'https://ops.example/search?q=id:{id}&all',
  'https://ops.example/{id}@{environment}',
  'https://ops.example/{id}.{environment}',
  'https://[2001:db8::1]/{id}',
  'https://bücher.example/größe/{id}',
  'https://ops.example/a%20b/%7E/{id}',
  'http://localhost:3000/{id}',
  'http://127.0.0.1/{id}',
])('%s is taken as it is', template => {
  expect(ownPage(template)).toBe(template)
})

test.each([
  // The scheme, the host, its port or the user decided by a value.
  'https:{id}/x',
  'https:/{id}/x',
  'https:///{id}/x',
  'https:////{id}/x',
  'https:\\{id}/x',
  'https:\\\\{id}.evil/{id}',
  'https:/\\{id}/x',
  'https://{id}.example/',
  'https://ops{id}.example/{id}',
  'https://ops.example{id}',
  'https://ops.example:{id}/',
  'https://{id}@ops.example/{id}',
  'https://user:{id}@ops.example/{id}',
  '{id}://ops.example/',
  '{id}',
  '//{id}/x',
  '/{id}',
  'https://{environment}.ops.example/{id}',
  'https://[{id}]/{id}',
  'https://ops.example\\@{id}/',
  'https://ops.example\\.{id}/',
  // Another scheme.
  'javascript:alert({id})',
  'JaVaScRiPt:alert({id})',
  'java\tscript:alert({id})',
  'data:text/html,{id}',
  'vbscript:{id}',
  'file:///{id}',
  'javascript://ops.example/%0aalert(1)//{id}',
  'blob:https://ops.example/{id}',
  'ftp://ops.example/{id}',
  'http://ops.example/{id}',
  'mailto:{id}',
  'view-source:https://ops.example/{id}',
  'https//ops.example/{id}',
  'ops.example/{id}',
  // What a browser reads otherwise than it looks.
  ' https://ops.example/{id}x y',
  'https://ops.example/\n{id}',
  'https://ops.example/\t{id}',
  'https://ops.example/\u0000{id}',
  'https://ops.example/\u00a0{id}',
  'https://ops.example\u2028/{id}',
  'https://ops.example/{id}\\',
  'https://user@ops.example/{id}',
  'https://user:secret@ops.example/{id}',
  'https://@ops.example/{id}',
  'https://ops.example:0/{id}',
  'https://ops.example:65536/{id}',
  'https://ops.example./{id}',
  'https://*.example/{id}',
  'https://?{id}',
  'https://#{id}',
  // Placeholders that are none, or that lead nowhere.
  'https://ops.example/',
  'https://ops.example/{environment}',
  'https://ops.example/{}{id}',
  'https://ops.example/{user}/{id}',
  'https://ops.example/{ID}',
  'https://ops.example/{id',
  'https://ops.example/id}',
  'https://ops.example/{{id}}',
  'https://ops.example/{ id }',
  'https://ops.example/{id}/{constructor}',
  'https://ops.example/{id}/../x',
  'https://ops.example/{id}/%2e%2E/x',
  'https://ops.example/{environment}/../{id}',
  // A percent-encoding that a value would complete.
  'https://ops.example/%{id}',
  'https://ops.example/a%2{id}',
  'https://ops.example/100%/{id}',
  'https://ops.example/x-value-x/{id}',
])('%j is refused', template => {
  expect(() => ownPage(template)).toThrow(Invalid)
})

const explorers = (networks: unknown, environment = 'production') => JSON.stringify({ [environment]: networks })

test('explorers are read by environment and network', () => {
  const text = explorers({
    ETHEREUM: { tx: 'https://scan.example/tx/{hash}', address: 'https://scan.example/a/{address}' },
    POLYGON: { tx: 'https://scan.example/tx/{hash}' },
    NEW_NETWORK: {},
  })
  expect(explorerTemplates(text)).toEqual(JSON.parse(text))
  expect(explorerTemplates('{}')).toEqual({})
})

test.each<[what: string, text: string, ...reasons: string[]]>([
  ['no JSON', '{', 'is not JSON'],
  ['a list', '[]', 'must look like'],
  ['a text', '"https://scan.example/{hash}"', 'must look like'],
  ['an environment that is none', explorers({}, 'staging'), 'must look like'],
  ['a misspelt page', explorers({ BASE: { txn: 'https://scan.example/{hash}' } }), 'must look like'],
  ['a page that is not text', explorers({ BASE: { tx: 1 } }), 'must look like'],
  [
    'a network in words',
    explorers({ 'the base chain': {} }),
    'at production has a network that is not written as Paxos does',
  ],
  ['prototype keys', '{"production": {"__proto__": {"tx": "https://scan.example/{hash}"}}}', 'is not JSON'],
  [
    'several templates',
    explorers({
      BASE: { tx: 'https://{hash}', address: 'http://scan.example/{address}' },
      OTHER_ONE: { tx: 'https://x.example/' },
    }),
    'at production.BASE.tx must not have a placeholder in the host',
    'at production.BASE.address must be https; plain http is for loopback only',
    'at production.(unknown network).tx lacks the placeholder {hash}',
  ],
  [
    'an address in place of a hash',
    explorers({ BASE: { tx: 'https://scan.example/{address}' } }),
    'at production.BASE.tx has an unknown placeholder',
  ],
])('%s is refused', (_what, text, ...reasons) => {
  try {
    explorerTemplates(text)
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    expect(error.reasons).toEqual(reasons.map(reason => expect.stringContaining(reason)))
  }
})
