/** What has to be remembered between leaving for the provider and coming back: in a cookie for each attempt, so that tabs do not get in each other's way. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { Clock } from '../../clock.ts'
import {
  attemptCookie,
  type CookieDoubt,
  clearCookie,
  isAttemptCookie,
  readCookies,
  setCookie,
  soleCookie,
} from '../session/cookies.ts'
import type { KeyRing } from '../session/key-ring.ts'

const ownState = /^[A-Za-z0-9_-]{43}$/
const maxAttempts = 5
/** Cleared at one sign-in, and looked into for it. A browser that brings more has been tampered with. */
const maxCleared = 10
const maxRead = 25
const lifeMs = 10 * 60_000

const Attempt = v.object({
  state: v.string(),
  nonce: v.string(),
  /** Of PKCE. */
  verifier: v.string(),
  returnTo: v.string(),
  /** The session that it is to replace. */
  replaces: v.optional(v.object({ id: v.string(), subject: v.string(), issuedAt: v.number() })),
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
  /** The attempt with this state, begun in this browser in the last ten minutes; or why its cookie is not believed. */
  readonly find: (state: string, cookieHeader: string | undefined) => Promise<FoundAttempt>
  /** The `Set-Cookie` value that forgets it. */
  readonly forget: (attempt: Attempt) => string
}

type FoundAttempt = { readonly attempt?: Attempt | undefined; readonly doubt?: CookieDoubt | undefined }

export function createLoginAttempts(ring: KeyRing, clock: Clock): LoginAttempts {
  const wall = () => clock.date().getTime()
  const nameFor = (state: string) => attemptCookie(state.slice(0, 12))

  async function read(sealed: string): Promise<Attempt | undefined> {
    const { success, output } = v.safeParse(Attempt, await ring.open('login', sealed))
    return success && Math.abs(wall() - output.startedAt) < lifeMs ? output : undefined
  }

  /** The names of the cookies that make room for one more, the oldest first; of very many only some. */
  async function surplus(cookieHeader: string | undefined): Promise<readonly string[]> {
    const cookies = readCookies(cookieHeader).filter(({ name }) => isAttemptCookie(name))
    const tooMany = cookies.length - (maxAttempts - 1)
    if (tooMany <= 0) return []
    // Browsers send the oldest first.
    const aged = await Promise.all(
      cookies
        .slice(0, maxRead)
        .map(async ({ name, value }) => ({ name, startedAt: (await read(value))?.startedAt ?? 0 })),
    )
    const oldest = aged.sort((a, b) => a.startedAt - b.startedAt).slice(0, Math.min(tooMany, maxCleared))
    return [...new Set(oldest.map(({ name }) => name))]
  }

  return {
    async begin(about, cookieHeader) {
      const random = () => randomBytes(32).toString('base64url')
      const attempt = { ...about, state: random(), nonce: random(), verifier: random(), startedAt: wall() }
      const sealed = await ring.seal('login', attempt)
      const cookie = setCookie(nameFor(attempt.state), sealed, { maxAgeSeconds: lifeMs / 1000 })
      return { attempt, cookies: [...(await surplus(cookieHeader)).map(clearCookie), cookie] }
    },
    async find(state, cookieHeader) {
      if (!ownState.test(state)) return {}
      const { value, doubt } = soleCookie(nameFor(state), readCookies(cookieHeader))
      const attempt = value === undefined ? undefined : await read(value)
      return { doubt, attempt: attempt?.state === state ? attempt : undefined }
    },
    forget: ({ state }) => clearCookie(nameFor(state)),
  }
}
