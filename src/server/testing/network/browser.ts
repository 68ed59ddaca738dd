/** A minimal browser for sign-in: keeps cookies and remembers redirects. */
import { canaries } from '../canaries.ts'
import type { Desk } from '../desk/desk.ts'
import type { FakeProvider } from '../sign-in/fake-provider.ts'

type Reply = Awaited<ReturnType<Desk['get']>>

export type Browser = {
  readonly cookies: Map<string, string>
  /** All `Set-Cookie` values so far. */
  readonly setCookies: string[]
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>
  readonly post: (path: string, headers?: Record<string, string>) => Promise<Reply>
  /** Follows the sign-in link and returns the address at the provider. */
  readonly leave: (returnTo?: string) => Promise<URL>
  /** Returns as after a successful sign-in; `change` modifies the address first. */
  readonly comeBack: (
    from: URL,
    provider: FakeProvider,
    change?: (query: URLSearchParams) => void,
    headers?: Record<string, string>,
  ) => Promise<Reply>
  /** Both. */
  readonly signIn: (provider: FakeProvider, returnTo?: string) => Promise<Reply>
}

export function createBrowser(desk: Pick<Desk, 'ask'>): Browser {
  const cookies = new Map<string, string>()
  const setCookies: string[] = []

  async function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Reply> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await desk.ask(method, path, { cookie, ...headers })
    for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
      setCookies.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/; Max-Age=0$/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }

  const browser: Browser = {
    cookies,
    setCookies,
    get: (path, headers) => ask('GET', path, headers),
    post: (path, headers) => ask('POST', path, headers),
    async leave(returnTo = '/sandbox') {
      const { headers } = await ask('GET', `/auth/login?rd=${encodeURIComponent(returnTo)}`)
      return new URL(headers.location ?? 'about:blank')
    },
    comeBack(from, provider, change, headers) {
      // The provider copies the nonce into the ID token.
      provider.answers.idToken = { nonce: from.searchParams.get('nonce'), ...provider.answers.idToken }
      const state = from.searchParams.get('state') ?? ''
      const query = new URLSearchParams({ code: canaries.authorizationCode, state, iss: provider.issuer.href })
      change?.(query)
      return ask('GET', `/auth/callback?${query}`, headers)
    },
    async signIn(provider, returnTo) {
      const { nonce: _before, ...idToken } = provider.answers.idToken
      provider.answers.idToken = idToken
      return browser.comeBack(await browser.leave(returnTo), provider)
    },
  }
  return browser
}
