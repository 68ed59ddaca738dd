/** What has to be remembered between leaving for the provider and coming back: in a cookie for each attempt, so that tabs do not get in each other's way. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import { clearCookie, cookiesNamed, setCookie } from './cookies.ts'
import type { KeyRing } from './key-ring.ts'

const prefix = '__Host-tx-'
const mostAttempts = 5
const lifeMs = 10 * 60_000

const Attempt = v.object({
  state: v.string(),
  nonce: v.string(),
  /** Of PKCE. */
  verifier: v.string(),
  returnTo: v.string(),
  /** The ID of the session that it is to replace. */
  replaces: v.optional(v.string()),
  /** Epoch milliseconds. */
  startedAt: v.number(),
})
export type Attempt = v.InferOutput<typeof Attempt>

export type LoginAttempts = {
  /** A new attempt and the `Set-Cookie` values that keep it, at the cost of the oldest beyond five. */
  readonly begin: (
    about: Pick<Attempt, 'returnTo' | 'replaces'>,
    cookieHeader: string | undefined,
  ) => Promise<{ readonly attempt: Attempt; readonly cookies: readonly string[] }>
  /** The attempt with this state, begun in this browser in the last ten minutes. */
  readonly find: (state: string, cookieHeader: string | undefined) => Promise<Attempt | undefined>
  /** The `Set-Cookie` value that forgets it. */
  readonly forget: (attempt: Attempt) => string
}

export function createLoginAttempts(ring: KeyRing, clock: Clock): LoginAttempts {
  const wall = () => clock.date().getTime()
  const nameFor = (state: string) => prefix + state.slice(0, 12)

  async function read(sealed: string): Promise<Attempt | undefined> {
    const { success, output } = v.safeParse(Attempt, await ring.open('login', sealed))
    return success && Math.abs(wall() - output.startedAt) < lifeMs ? output : undefined
  }

  /** The names of the cookies that make room for one more. */
  async function surplus(cookieHeader: string | undefined): Promise<readonly string[]> {
    const cookies = cookiesNamed(prefix, cookieHeader)
    if (cookies.length < mostAttempts) return []
    const aged = await Promise.all(
      cookies.map(async ([name, sealed]) => ({ name, startedAt: (await read(sealed))?.startedAt ?? 0 })),
    )
    return aged
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(mostAttempts - 1)
      .map(({ name }) => name)
  }

  return {
    async begin(about, cookieHeader) {
      const random = () => randomBytes(32).toString('base64url')
      const attempt = { ...about, state: random(), nonce: random(), verifier: random(), startedAt: wall() }
      // Lax, since the way back from the provider is a navigation that another site began.
      const attributes = { sameSite: 'Lax', maxAgeSeconds: lifeMs / 1000 } as const
      const cookie = setCookie(nameFor(attempt.state), await ring.seal('login', attempt), attributes)
      return { attempt, cookies: [...(await surplus(cookieHeader)).map(clearCookie), cookie] }
    },
    async find(state, cookieHeader) {
      const name = nameFor(state)
      const sealed = cookiesNamed(prefix, cookieHeader).find(([candidate]) => candidate === name)?.[1]
      const attempt = sealed === undefined ? undefined : await read(sealed)
      return attempt?.state === state ? attempt : undefined
    },
    forget: ({ state }) => clearCookie(nameFor(state)),
  }
}
