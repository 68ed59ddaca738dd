/** A real identity provider (oidc-provider) on loopback, with a sign-in page of its own: any account name will do. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

export const providerClient = { id: 'desk', secret: 'provider-client-secret-4c9d' } as const

export type IdentityProviderFixture = {
  /** On `localhost`, which is another site than the `127.0.0.1` of the server. */
  readonly issuer: URL
  /** Lets the servers at these origins sign people in; the last of them is told of logouts. */
  readonly register: (...origins: string[]) => void
  /** From now on it is one that differs from the usual in this. */
  readonly behave: (behaviour: Behaviour) => void
  /** Sends a back-channel logout token for a person, or for one sign-in of theirs. */
  readonly logOut: (account: string, sid?: string) => Promise<void>
  readonly close: () => Promise<void>
}

type Behaviour = {
  /** Beside or in place of the usual claims. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Where name, address and groups stand: usually in the user-info answer. */
  readonly claimsIn?: 'user-info' | 'id-token' | 'signed-user-info'
}

/** Of the group `support`, unless the account's name says otherwise. */
const claimsOf = (account: string): Record<string, unknown> & { readonly sub: string } => ({
  sub: account,
  name: account.charAt(0).toUpperCase() + account.slice(1),
  email: `${account}@example.com`,
  groups: account === 'outsider' ? ['finance'] : ['staff', 'support'],
})

async function configuration(
  origins: readonly string[],
  jwks: Configuration['jwks'],
  { claims = {}, claimsIn = 'user-info' }: Behaviour,
): Promise<Configuration> {
  return {
    ...(jwks && { jwks }),
    clients: [
      {
        client_id: providerClient.id,
        client_secret: providerClient.secret,
        redirect_uris: origins.map(origin => `${origin}/auth/callback`),
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
        ...(claimsIn === 'signed-user-info' && { userinfo_signed_response_alg: 'ES256' }),
        ...(origins.length > 0 && { backchannel_logout_uri: `${origins.at(-1)}/auth/backchannel-logout` }),
        backchannel_logout_session_required: true,
      },
    ],
    cookies: { keys: ['a key of this fixture'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      userinfo: { enabled: claimsIn !== 'id-token' },
      jwtUserinfo: { enabled: claimsIn === 'signed-user-info' },
    },
    conformIdTokenClaims: claimsIn !== 'id-token',
    findAccount: (_context, account) => ({ accountId: account, claims: () => ({ ...claimsOf(account), ...claims }) }),
    // Nobody is asked whether the desk may know their name.
    loadExistingGrant: async ({ oidc: { provider, client, session } }) => {
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Its own way out refuses loopback addresses, on which everything here is, and answers later than 2.5 s.
    fetch: (url, options) => {
      const { method, headers, body } = options ?? {}
      return fetch(url, {
        ...(method && { method }),
        ...(headers && { headers }),
        ...(body && { body }),
      })
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 3600, Grant: 3600 },
  }
}

const signInPage = `<!doctype html><html lang="en"><head><title>Sign in to Example Corp</title></head><body>
<form method="post"><label>Account <input name="account" autofocus></label> <button>Continue</button></form></body></html>`

export async function startIdentityProvider(): Promise<IdentityProviderFixture> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwks = { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'provider-key' }] }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = new URL(`http://localhost:${(server.address() as AddressInfo).port}`)
  let origins: readonly string[] = []
  let behaviour: Behaviour = {}
  const create = async () =>
    new Provider(issuer.origin, await configuration(origins, jwks as Configuration['jwks'], behaviour))
  let provider = create()

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const current = await provider
    if (!request.url?.startsWith('/interaction/')) return current.callback()(request, response)
    if (request.method === 'GET') return response.setHeader('content-type', 'text/html').end(signInPage)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get('account') ?? ''
    await current.interactionFinished(request, response, { login: { accountId } })
  }

  return {
    issuer,
    register: (...registered) => {
      origins = registered
      provider = create()
    },
    behave: other => {
      behaviour = other
      provider = create()
    },
    async logOut(account, sid) {
      const client = await (await provider).Client.find(providerClient.id)
      await (
        client as unknown as { backchannelLogout: (sub: string, sid?: string) => Promise<void> }
      ).backchannelLogout(account, sid)
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
