import { describe, expect, test } from 'vitest'
import { networks } from '#paxos/networks.ts'
import { fc } from '#paxos/testing/properties.ts'
import { addressLink, fillTemplate, metadataLink, ownLink, transactionLink } from './links.ts'

describe('fillTemplate', () => {
  test.each([
    ['https://x.example/{environment}/rules/{id}', 'https://x.example/production/rules/a%2Fb%3Fc%23d'],
    ['http://intranet/r?id={id}&e={environment}#{id}', 'http://intranet/r?id=a%2Fb%3Fc%23d&e=production#a%2Fb%3Fc%23d'],
    ['HTTPS://x.example/{id}', 'HTTPS://x.example/a%2Fb%3Fc%23d'],
    ['https://x.example/plain', 'https://x.example/plain'],
  ])('%s', (template, link) => {
    expect(fillTemplate(template, { environment: 'production', id: 'a/b?c#d' })).toBe(link)
  })

  test.each([
    ['no template', undefined],
    ['an empty one', ''],
    ['a script', 'javascript:alert({id})'],
    ['another scheme', 'ftp://x.example/{id}'],
    ['a relative one', '/rules/{id}'],
    ['one without a host', 'https:///{id}'],
    ['one whose host is a parameter', 'https://{id}/'],
    ['one whose host ends in a parameter', 'https://x.example{id}'],
    ['one whose port is a parameter', 'https://x.example:{id}/'],
    ['one whose host follows a user', 'https://x@{id}/'],
    ['one with a backslash', 'https://x.example\\{id}'],
    ['one without slashes', 'https:{id}/x'],
    ['a leading space', ' https://x.example/{id}'],
    ['a line break', 'https://x.example/\n{id}'],
    ['a parameter that nobody gives', 'https://x.example/{id}/{other}'],
    ['an inherited name', 'https://x.example/{constructor}'],
    ['a name in other characters', 'https://x.example/{id}/{order-id}'],
    ['a name without a name', 'https://x.example/{id}/{}'],
    ['a brace too many', 'https://x.example/{{id}}'],
    ['a brace that closes nothing', 'https://x.example/{id}}'],
    ['one that a browser reads as a path', 'https:x.example/{id}'],
    ['one whose host only looks like one', 'https:////{id}/x'],
    ['a port that is none', 'https://x.example:99999/{id}'],
    ['a name and password in front of the host', 'https://user:secret@x.example/{id}'],
    ['a tab in the scheme', 'java\tscript://x.example/{id}'],
    ['a percent sign that takes up the value', 'https://x.example/%{id}'],
    ['half a percent-encoding', 'https://x.example/a%2{id}'],
    ['a folder that removes the value', 'https://x.example/{id}/../b'],
    ['an encoded one', 'https://x.example/{id}/%2E%2e/b'],
    ['the text that stands for a value', 'https://x.example/x-value-x/{id}'],
  ])('%s gives no link', (_, template) => {
    expect(fillTemplate(template, { id: '1' })).toBeUndefined()
  })

  test.each([undefined, '', ' ', '\n\t', '.', '..', '\ud800'])('the value %j gives no link', id => {
    expect(fillTemplate('https://x.example/{id}', { id })).toBeUndefined()
  })

  test.each([
    ['another folder', '../../admin', '..%2F..%2Fadmin'],
    ['a host', '//evil.example/', '%2F%2Fevil.example%2F'],
    ['a user', '@evil.example', '%40evil.example'],
    ['a backslash', '\\evil.example', '%5Cevil.example'],
    ['a query', '?admin=1&x#y', '%3Fadmin%3D1%26x%23y'],
    ['an encoded dot', '%2e%2e', '%252e%252e'],
    ['a line break', 'a\r\nb', 'a%0D%0Ab'],
    ['a placeholder', '{environment}', '%7Benvironment%7D'],
    ['an apostrophe', "O'Brien", 'O%27Brien'],
    ['a stand-in', 'x-value-x', 'x-value-x'],
    ['a scheme', 'javascript:alert(1)', 'javascript%3Aalert(1)'],
  ])('a value with %s is only a value', (_, id, encoded) => {
    for (const [before, after] of [
      ['/a/', '/b'],
      ['/a?b=', '&c=d'],
      ['/a#', ''],
    ]) {
      expect(fillTemplate(`https://x.example${before}{id}${after}`, { id })).toBe(
        `https://x.example${before}${encoded}${after}`,
      )
    }
  })

  test.each([
    ['https://x.example/a/.{id}/b', '.'],
    ['https://x.example/a/%2e{id}/b', '.'],
    ['https://x.example/a/{id}{id}/b', '.'],
    ['https://x.example/#/a/{id}', '..'],
  ])('%s gives no link for %j', (template, id) => {
    expect(fillTemplate(template, { id })).toBeUndefined()
    expect(fillTemplate(template, { id: 'a' })).toBeDefined()
  })

  /** Text made of all that has a meaning in a URL. */
  const hostile = fc.string({ unit: fc.constantFrom(..."./\\?#@:%&=;\n\t {}'ae2é", '..', '%2e', '%2f', '//', 'id') })

  test.each([
    ['https://x.example:8443/a/{id}/b', '/'],
    ['https://x.example/a/.{id}.{environment}', '/'],
    ['https://x.example/{environment}{id}', '/'],
    ['https://x.example/a/b/%2e{id}', '/'],
    ['https://x.example/?a={id}&b={environment}', '&'],
    ['https://x.example/#/{environment}/{id}', '/'],
  ])('whatever the values, %s differs in their places only', (template, separator) => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), hostile, (id, environment) => {
        const link = fillTemplate(template, { id, environment })
        const model = fillTemplate(template, { id: 'i', environment: 'e' })
        if (link === undefined || model === undefined) return
        const [url, expected] = [new URL(link), new URL(model)]
        for (const part of ['protocol', 'username', 'password', 'host', 'port'] as const)
          expect(url[part]).toBe(expected[part])
        expect(url.href.split(separator)).toHaveLength(expected.href.split(separator).length)
        expect([...url.searchParams.keys()]).toEqual([...expected.searchParams.keys()])
      }),
    )
  })

  test('whatever the value, the link reads back', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), id => {
        const link = fillTemplate('https://x.example/a/{id}/b?c={id}#{id}', { id })
        if (link === undefined) return
        const { pathname, searchParams, hash } = new URL(link)
        const [, , value = ''] = pathname.split('/')
        expect([decodeURIComponent(value), searchParams.get('c'), decodeURIComponent(hash)]).toEqual([id, id, `#${id}`])
      }),
    )
  })

  test('an ID of letters, digits, hyphens and underscores always has a link', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,64}$/), id => {
        expect(fillTemplate('https://x.example/%2e{id}?q={id}#{id}', { id })).toBeDefined()
      }),
    )
  })
})

describe("links to the operator's own systems", () => {
  const links = {
    reference: 'https://erp.example/{environment}?ref={id}',
    metadata: { order: 'https://erp.example/orders/{id}', customer: 'https://{id}.example/' },
    explorers: {},
  }

  test('a page that is configured has one, with the value percent-encoded', () => {
    expect(ownLink(links, 'reference', 'sandbox', 'a&b=c/..')).toBe('https://erp.example/sandbox?ref=a%26b%3Dc%2F..')
    expect(metadataLink(links, 'order', 'sandbox', 'A 1/2')).toBe('https://erp.example/orders/A%201%2F2')
  })

  test.each([
    ['a page that is not configured', ownLink(links, 'account', 'sandbox', 'a')],
    ['an ID that Paxos did not send', ownLink(links, 'reference', 'sandbox', undefined)],
    ['a key that is not configured', metadataLink(links, 'other', 'sandbox', 'a')],
    ['an inherited key', metadataLink(links, 'constructor', 'sandbox', 'a')],
    ['an empty value', metadataLink(links, 'order', 'sandbox', '')],
    ['a value that climbs', metadataLink(links, 'order', 'sandbox', '..')],
    ['a template that leads anywhere', metadataLink(links, 'customer', 'sandbox', 'evil')],
  ])('%s has none', (_, link) => {
    expect(link).toBeUndefined()
  })
})

describe('transactionLink', () => {
  test.each([
    ['production', 'ETHEREUM', 'https://etherscan.io/tx/0xab'],
    ['production', 'ethereum', 'https://etherscan.io/tx/0xab'],
    ['production', 'BASE', 'https://basescan.org/tx/0xab'],
    ['production', 'POLYGON_POS', 'https://polygonscan.com/tx/0xab'],
    ['production', 'polygon', 'https://polygonscan.com/tx/0xab'],
    ['production', 'ARBITRUM_ONE', 'https://arbiscan.io/tx/0xab'],
    ['production', 'arbitrum', 'https://arbiscan.io/tx/0xab'],
    ['production', 'AVALANCHE', 'https://snowtrace.io/tx/0xab'],
    ['production', 'BITCOIN', 'https://mempool.space/tx/0xab'],
    ['production', 'SOLANA', 'https://explorer.solana.com/tx/0xab'],
    ['production', 'STELLAR', 'https://stellar.expert/explorer/public/tx/0xab'],
    ['sandbox', 'ETHEREUM', 'https://sepolia.etherscan.io/tx/0xab'],
    ['sandbox', 'BASE', 'https://sepolia.basescan.org/tx/0xab'],
    ['sandbox', 'POLYGON', 'https://amoy.polygonscan.com/tx/0xab'],
    ['sandbox', 'ARBITRUM_ONE', 'https://sepolia.arbiscan.io/tx/0xab'],
    ['sandbox', 'AVALANCHE', 'https://testnet.snowtrace.io/tx/0xab'],
    ['sandbox', 'BITCOIN', 'https://mempool.space/testnet/tx/0xab'],
    ['sandbox', 'SOLANA', 'https://explorer.solana.com/tx/0xab?cluster=devnet'],
    ['sandbox', 'STELLAR', 'https://stellar.expert/explorer/testnet/tx/0xab'],
  ])('%s %s', (environment, network, link) => {
    expect(transactionLink(environment, network, '0xab')).toBe(link)
  })

  test.each(networks)('the demo has the testnet explorer of %s, an environment of another name has none', network => {
    expect(transactionLink('demo', network, '0xab')).toBe(transactionLink('sandbox', network, '0xab'))
    expect(transactionLink('staging', network, '0xab')).toBeUndefined()
    expect(transactionLink('constructor', network, '0xab')).toBeUndefined()
  })

  test.each(networks)('no page of %s is shared by production and sandbox', network => {
    const [real, testing] = [transactionLink('production', network, 'x'), transactionLink('sandbox', network, 'x')]
    expect(real === undefined || real !== testing).toBe(true)
  })

  test.each(['XLAYER', 'LIGHTNING', '', undefined])('the network %j has none', network => {
    expect(transactionLink('production', network, '0xab')).toBeUndefined()
  })

  test('without a hash there is none', () => {
    expect(transactionLink('production', 'ETHEREUM', undefined)).toBeUndefined()
    expect(transactionLink('production', 'ETHEREUM', '')).toBeUndefined()
  })
})

test.each([
  ['production', 'ETHEREUM', 'https://etherscan.io/address/0xcd'],
  ['sandbox', 'STELLAR', 'https://stellar.expert/explorer/testnet/account/0xcd'],
  ['sandbox', 'SOLANA', 'https://explorer.solana.com/address/0xcd?cluster=devnet'],
  ['demo', 'SOLANA', 'https://explorer.solana.com/address/0xcd?cluster=devnet'],
  ['staging', 'SOLANA', undefined],
])('addressLink %s %s', (environment, network, link) => {
  expect(addressLink(environment, network, '0xcd')).toBe(link)
})

describe('configured explorers', () => {
  const explorers = {
    production: { polygon: { tx: 'https://own.example/{hash}' }, LIGHTNING: { tx: 'https://ln.example/{hash}' } },
    demo: { ETHEREUM: { tx: 'https://demo.example/{hash}' } },
  }

  test.each([
    ['production', 'POLYGON_POS', 'https://own.example/0xab'],
    ['production', 'LIGHTNING', 'https://ln.example/0xab'],
    ['production', 'ETHEREUM', 'https://etherscan.io/tx/0xab'],
    ['demo', 'ethereum', 'https://demo.example/0xab'],
    ['sandbox', 'LIGHTNING', undefined],
  ])('%s %s', (environment, network, link) => {
    expect(transactionLink(environment, network, '0xab', explorers)).toBe(link)
  })

  test('replace only what they name', () => {
    expect(addressLink('production', 'POLYGON_POS', '0xcd', explorers)).toBe('https://polygonscan.com/address/0xcd')
  })
})
