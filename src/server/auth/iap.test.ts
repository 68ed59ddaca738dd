/** What is remembered of assertions that were verified. */
import type { IncomingMessage } from 'node:http'
import { generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { usedHeap } from '../testing/used-heap.ts'
import { createIapIdentify, type IapConfig } from './iap.ts'

const config: IapConfig = {
  mode: 'iap',
  header: 'x-assertion',
  jwksUrl: new URL('https://iap.example/keys'),
  issuer: 'https://iap.example',
  audience: 'desk',
  algorithms: ['ES256'],
}

test('2,000 assertions of 8,000 characters take 4 MB at most', async () => {
  const clock = fakeClock()
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const identify = createIapIdentify(
    config,
    { get: async () => publicKey, known: () => true, load: async () => {} },
    clock,
  )
  const now = clock.date().getTime() / 1000
  const assertion = (n: number) =>
    new SignJWT({ sub: `person-${n}`, padding: 'x'.repeat(5500) })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(config.issuer)
      .setAudience(config.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + 600)
      .sign(privateKey)
  const ask = async (n: number) => {
    const headers = { 'x-assertion': await assertion(n) }
    expect(headers['x-assertion'].length).toBeGreaterThan(7000)
    return identify({ headers, rawHeaders: Object.entries(headers).flat() } as unknown as IncomingMessage)
  }
  const first = await ask(0)
  const before = await usedHeap()
  for (let n = 1; n <= 2000; n++) await ask(n)
  expect((await usedHeap()) - before).toBeLessThan(4 * 1024 * 1024)
  expect((await ask(2001)).person.subject).not.toBe(first.person.subject)
})
