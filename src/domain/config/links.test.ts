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
  ])('%s gives no link', (_, template) => {
    expect(fillTemplate(template, { id: '1' })).toBeUndefined()
  })

  test.each([undefined, '', '.', '..', '\ud800'])('the value %j gives no link', id => {
    expect(fillTemplate('https://x.example/{id}', { id })).toBeUndefined()
  })

  test('whatever the value, the link stays in its place and reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), id => {
        const link = fillTemplate('https://x.example/a/{id}/b?c={id}', { id })
        if (link === undefined) return
        const url = new URL(link)
        expect(url.origin).toBe('https://x.example')
        expect(url.pathname.split('/')).toHaveLength(4)
        expect(decodeURIComponent(url.pathname.split('/')[2] ?? '')).toBe(id)
        expect([...url.searchParams.keys()]).toEqual(['c'])
        expect(url.hash).toBe('')
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
