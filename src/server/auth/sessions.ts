/** Sessions of `AUTH_MODE=oidc`: a sealed cookie each, and a memory of those that were ended before their time. */
import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'
import { clearCookie, cookiesNamed, setCookie } from './cookies.ts'
import type { KeyRing } from './key-ring.ts'
import type { Identified, Person } from './person.ts'
import type { RevokedSessions } from './revoked-sessions.ts'

const cookieName = '__Host-session'
export const clearSession = clearCookie(cookieName)

/** Two replicas may each be five minutes off: a session that seems to come from the near future is one all the same. */
const skewMs = 10 * 60_000
/** Between the machines of the provider: of those that sign in and those that tell of a logout. */
const providerSkewSeconds = 5
/** Within this a session is not sealed anew. */
const renewAfterMs = 60_000
/** Cookies opened lately. Sealed text never changes its meaning, and opening it costs more than the rest of the check. */
const mostOpened = 2000

const Session = v.object({
  id: v.string(),
  subject: v.string(),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  /** The provider's own IDs: of the person, and of the sign-in. */
  sub: v.string(),
  sid: v.optional(v.string()),
  /** Of the ID token: epoch seconds, by the provider's clock. */
  issuedAt: v.number(),
  /** Epoch milliseconds, by ours: of the sign-in and of the last request that sealed the cookie anew. */
  startedAt: v.number(),
  seenAt: v.number(),
})
type Session = v.InferOutput<typeof Session>

/** What a sign-in at the provider has brought. */
type SignIn = Pick<Session, 'subject' | 'name' | 'email' | 'sub' | 'sid' | 'issuedAt'>

export type Sessions = {
  /** Begins one, with an ID that nobody has seen before; gives the `Set-Cookie` value. */
  readonly begin: (signIn: SignIn) => Promise<string>
  /** Who the `Cookie` header belongs to; throws `unauthenticated`. */
  readonly identify: (cookieHeader: string | undefined) => Promise<Identified>
  /** The valid session, if there is one, for a sign-in that is about to replace it or a sign-out that ends it. */
  readonly current: (cookieHeader: string | undefined) => Promise<Pick<Session, 'id' | 'subject'> | undefined>
  /** Ends the session of this ID everywhere. */
  readonly end: (id: string) => Promise<void>
  /** Ends the sessions of one sign-in at the provider, or those of a person whose ID token is not younger than this. */
  readonly endAll: (
    of: { readonly sub?: string | undefined; readonly sid?: string | undefined },
    issuedUpTo: number,
  ) => Promise<void>
}

export type SessionsDeps = {
  readonly ring: KeyRing
  readonly revoked: RevokedSessions
  readonly clock: Clock
  readonly idleMs: number
  readonly maxMs: number
}

export function createSessions({ ring, revoked, clock, idleMs, maxMs }: SessionsDeps): Sessions {
  const opened = new LRUCache<string, Session>({ max: mostOpened })
  const wall = () => clock.date().getTime()
  const renewAfter = Math.min(renewAfterMs, idleMs / 10)
  const seal = async (session: Session) =>
    setCookie(cookieName, await ring.seal('session', session), { sameSite: 'Strict' })

  async function open(sealed: string): Promise<Session> {
    const known = opened.get(sealed)
    if (known) return known
    const read = v.safeParse(Session, await ring.open('session', sealed))
    if (!read.success) throw signedOut('session_unreadable')
    opened.set(sealed, read.output)
    return read.output
  }

  async function valid(cookieHeader: string | undefined): Promise<Session> {
    const sealed = cookiesNamed(cookieName, cookieHeader).find(([name]) => name === cookieName)?.[1]
    if (!sealed) throw signedOut('no_session')
    const session = await open(sealed)
    const now = wall()
    const within = (since: number, ms: number) => now - since < ms && now - since > -skewMs
    if (!within(session.startedAt, maxMs)) throw signedOut('session_too_old')
    if (!within(session.seenAt, idleMs)) throw signedOut('session_idle')
    if (await revoked.isRevoked(keysOf(session), session.issuedAt)) throw signedOut('session_ended')
    return session
  }

  const personOf = ({ subject, name, email, startedAt }: Session): Person => ({
    subject,
    name,
    email,
    expiresAt: new Date(startedAt + maxMs),
  })

  return {
    begin(signIn) {
      const now = wall()
      return seal({ ...signIn, id: randomBytes(16).toString('base64url'), startedAt: now, seenAt: now })
    },
    async identify(cookieHeader) {
      const session = await valid(cookieHeader)
      const now = wall()
      const person = personOf(session)
      if (now - session.seenAt < renewAfter) return { person }
      return { person, cookie: await seal({ ...session, seenAt: now }) }
    },
    current: cookieHeader => valid(cookieHeader).catch(() => undefined),
    end: id => revoked.revoke(`id:${id}`, Number.POSITIVE_INFINITY, maxMs + skewMs),
    async endAll({ sub, sid }, issuedUpTo) {
      // With both, the sign-in is meant and not all of the person's; it does not come back.
      if (sid !== undefined) await revoked.revoke(`sid:${sid}`, Number.POSITIVE_INFINITY, maxMs + skewMs)
      else await revoked.revoke(`sub:${sub}`, issuedUpTo + providerSkewSeconds, maxMs + skewMs)
    },
  }
}

const keysOf = ({ id, sub, sid }: Session) => [`id:${id}`, `sub:${sub}`, ...(sid === undefined ? [] : [`sid:${sid}`])]

const signedOut = (reason: string) => new Fault('unauthenticated', 'Sign in to read this.', { reason })
