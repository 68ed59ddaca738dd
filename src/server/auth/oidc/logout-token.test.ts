import { generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { readLogoutToken } from './logout-token.ts'

const issued = { issuer: 'https://login.example.com', audience: 'desk' }
const now = new Date('2026-07-01T12:00:00Z')

type Key = Parameters<SignJWT['sign']>[0]

const sign = (alg: string, key: Key) =>
  new SignJWT({ sub: 'ada', jti: 't1', events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
    .setProtectedHeader({ alg, typ: 'logout+jwt' })
    .setIssuer(issued.issuer)
    .setAudience(issued.audience)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 60_000))
    .sign(key)

/** As if the provider published this key. */
const read = (token: string, key: CryptoKey | Uint8Array) =>
  readLogoutToken(token, { get: async () => key, known: () => true, load: async () => undefined }, issued, now)

test('a token is signed by a key that only the provider has: no shared secret will do, no matter who publishes it', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  expect(await read(await sign('ES256', privateKey), publicKey)).toMatchObject({ sub: 'ada', jti: 't1' })
  const secret = Buffer.from('the-client-secret-that-we-share-01')
  await expect(read(await sign('HS256', secret), secret)).rejects.toMatchObject({ code: 'ERR_JOSE_ALG_NOT_ALLOWED' })
})
