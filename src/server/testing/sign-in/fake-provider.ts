/** An identity provider whose every answer a test decides, and the browser's part of a sign-in there. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { canaries } from '../canaries.ts'
import { sendJson } from '../upstream/fake-upstream.ts'

type Claims = Record<string, unknown>

type SignOptions = { readonly header?: Record<string, unknown>; readonly key?: Awaited<ReturnType<typeof newKey>> }

export type FakeProvider = {
  readonly issuer: URL
  readonly port: number
  readonly jwksUrl: URL
  /** Changed by tests at any time. */
  readonly answers: {
    /** 200, or a failure of everything. */
    status: number
    /** Added to a well-formed ID token; undefined takes a claim out. */
    idToken: Claims
    userInfo: Claims
    metadata: Claims
    /** Instead of an ID token signed by the published key. */
    signWith: SignOptions
    /** What answers in place of the usual, by the last part of the address: `token`, `userinfo`, `openid-configuration`. */
    instead: Record<string, (response: ServerResponse) => unknown>
  }
  readonly tokenRequests: URLSearchParams[]
  readonly keyRequests: () => number
  /** A JWT of this provider. */
  readonly sign: (claims: JWTPayload, options?: SignOptions) => Promise<string>
  /** Publishes a new key in place of the old one. */
  readonly rotate: (alg?: string) => Promise<void>
  readonly close: () => Promise<void>
}

let keys = 0

async function newKey(alg = 'ES256') {
  keys += 1
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { kid: `key-${keys}`, alg, privateKey, jwk: await exportJWK(publicKey) }
}

/** A key pair that nobody publishes. */
export const strangersKey = newKey

/** `reachedAt`: where others find it, if that isn't where it listens. */
export async function startFakeProvider(clientId: string, reachedAt?: URL): Promise<FakeProvider> {
  let key = await newKey()
  let keyRequests = 0
  const tokenRequests: URLSearchParams[] = []
  const answers: FakeProvider['answers'] = {
    status: 200,
    idToken: {},
    userInfo: {},
    metadata: {},
    signWith: {},
    instead: {},
  }

  const sign: FakeProvider['sign'] = (claims, { header, key: other = key } = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: other.alg, kid: other.kid, ...header }).sign(other.privateKey)

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { pathname } = new URL(request.url ?? '/', issuer)
    // Of every realm, so that an issuer may have a path.
    const asked = pathname.split('/').at(-1) ?? ''
    const instead = answers.instead[asked]
    if (instead) return instead(response)
    if (answers.status !== 200) return sendJson(response, answers.status, { error: 'server_error' })
    switch (asked) {
      case 'openid-configuration':
        return sendJson(response, 200, { ...metadata, ...answers.metadata })
      case 'keys':
        keyRequests += 1
        return sendJson(response, 200, { keys: [{ ...key.jwk, kid: key.kid, alg: key.alg, use: 'sig' }] })
      case 'token': {
        const form = new URLSearchParams(Buffer.concat(chunks).toString())
        tokenRequests.push(form)
        const id_token = await sign({ ...idTokenClaims(), ...answers.idToken }, answers.signWith)
        return sendJson(response, 200, { access_token: canaries.accessToken, token_type: 'bearer', id_token })
      }
      case 'userinfo':
        return sendJson(response, 200, { sub: answers.idToken.sub ?? 'ada', ...answers.userInfo })
      default:
        return sendJson(response, 404, {})
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const issuer = reachedAt ?? new URL(`http://127.0.0.1:${port}`)
  const at = (path: string) => new URL(path, issuer).href
  const metadata = {
    issuer: issuer.href,
    authorization_endpoint: at('/authorize'),
    token_endpoint: at('/token'),
    userinfo_endpoint: at('/userinfo'),
    jwks_uri: at('/keys'),
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
  }
  const idTokenClaims = (): JWTPayload => {
    const now = Math.floor(Date.now() / 1000)
    return { iss: issuer.href, aud: clientId, sub: 'ada', iat: now, exp: now + 300 }
  }
  return {
    issuer,
    port,
    jwksUrl: new URL('/keys', issuer),
    answers,
    tokenRequests,
    keyRequests: () => keyRequests,
    sign,
    rotate: async alg => {
      key = await newKey(alg)
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
