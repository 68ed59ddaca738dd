/** Sessions of `AUTH_MODE=oidc`: a sealed cookie each, and a list of those ended early. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Clock } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { closedEnvironments, type EnvironmentGroups } from '../environment-groups.ts'
import type { Identified, Person } from '../person.ts'
import { bounded } from './bounded.ts'
import { type CookieDoubt, clearCookie, readCookies, sessionCookie, setCookie, soleCookie } from './cookies.ts'
import type { KeyRing } from './key-ring.ts'
import { doubtFault } from './planted-cookies.ts'
import type { RevokedSessions } from './revoked-sessions.ts'

export const clearSession = clearCookie(sessionCookie)

/** Two replicas may each be five minutes off: a session that seems to come from the near future is one all the same. */
const skewMs = 10 * 60_000
/** Clock difference between the provider's machines for sign-in and for logout. */
const providerSkewSeconds = 5
/** A session is resealed at most once in this time. */
const renewAfterMs = 60_000
/** Cookies opened lately. Sealed text never changes its meaning, and opening it costs more than the rest of the check. */
const maxOpened = 2000
/** By one sign-out; a browser sends one session, and two where someone planted another. */
const maxEnded = 4

const Session = v.object({
  id: v.string(),
  subject: v.string(),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  /** The provider's own IDs, of the person and of the sign-in, where they are long only their digests: see `bounded`. */
  sub: v.string(),
  sid: v.optional(v.string()),
  /** Of the ID token: epoch seconds, by the provider's clock. */
  issuedAt: v.number(),
  /** As `keptGroups` gives them. A session from before a setting is in no group. */
  groups: v.optional(v.array(v.string()), []),
  /** Epoch milliseconds, by this server's clock: of the sign-in and of the last request that resealed the cookie. */
  startedAt: v.number(),
  seenAt: v.number(),
})
type Session = v.InferOutput<typeof Session>

/** What a sign-in at the provider has brought. */
type SignIn = Pick<Session, 'subject' | 'name' | 'email' | 'sub' | 'sid' | 'issuedAt'> & {
  readonly groups: readonly string[]
}

export type Sessions = {
  /** Starts one with a new ID; returns the `Set-Cookie` value. */
  readonly begin: (signIn: SignIn) => Promise<string>
  /** Identifies the sender of a request; throws `unauthenticated`, with `Set-Cookie` values that remove planted cookies. */
  readonly identify: (request: Pick<IncomingMessage, 'headers' | 'url'>) => Promise<Identified>
  /** Why the session cookies of this header are not believed, if so. */
  readonly doubt: (cookieHeader: string | undefined) => CookieDoubt | undefined
  /** The valid session, if there is one, for a sign-in that is about to replace it. */
  readonly current: (cookieHeader: string | undefined) => Promise<EndingSession | undefined>
  /** Every valid session in this header, for a sign-out. */
  readonly all: (cookieHeader: string | undefined) => Promise<readonly EndingSession[]>
  /** Ends this session everywhere. */
  readonly end: (session: EndingSession) => Promise<void>
  /** Ends the sessions of one sign-in at the provider, or those of a person whose ID token is not younger than this. */
  readonly endAll: (
    of: { readonly sub?: string | undefined; readonly sid?: string | undefined },
    issuedUpTo: number,
  ) => Promise<void>
}

type EndingSession = Pick<Session, 'id' | 'subject' | 'issuedAt'>

export type SessionsDeps = {
  readonly ring: KeyRing
  readonly revoked: RevokedSessions
  readonly clock: Clock
  readonly idleMs: number
  readonly maxMs: number
  readonly environmentGroups: EnvironmentGroups
}

export function createSessions({ ring, revoked, clock, idleMs, maxMs, environmentGroups }: SessionsDeps): Sessions {
  const opened = new LRUCache<string, Session>({ max: maxOpened })
  const wall = () => clock.date().getTime()
  const renewAfter = Math.min(renewAfterMs, idleMs / 10)
  const ttlMs = maxMs + skewMs
  const seal = async (session: Session) => setCookie(sessionCookie, await ring.seal('session', session))

  async function open(sealed: string): Promise<Session> {
    const known = opened.get(sealed)
    if (known) return known
    const read = v.safeParse(Session, await ring.open('session', sealed))
    if (!read.success) throw signedOut('session_unreadable')
    opened.set(sealed, read.output)
    return read.output
  }

  async function valid(sealed: string): Promise<Session> {
    const session = await open(sealed)
    const now = wall()
    const within = (since: number, ms: number) => now - since < ms && now - since > -skewMs
    if (!within(session.startedAt, maxMs)) throw signedOut('session_too_old')
    if (!within(session.seenAt, idleMs)) throw signedOut('session_idle')
    if (await revoked.isRevoked(keysOf(session), session.issuedAt)) throw signedOut('session_ended')
    return session
  }

  const areAnyClosed = Object.keys(environmentGroups).length > 0
  const personOf = ({ subject, name, email, startedAt, groups }: Session): Person => ({
    subject,
    name,
    email,
    expiresAt: new Date(startedAt + maxMs),
    ...(areAnyClosed && { closedEnvironments: closedEnvironments(environmentGroups, groups) }),
  })

  const unlessInvalid = (sealed: string | undefined) => (sealed ? valid(sealed).catch(() => undefined) : undefined)

  return {
    begin(signIn) {
      const now = wall()
      const { sub, sid } = signIn
      const ids = { sub: bounded(sub), ...(sid !== undefined && { sid: bounded(sid) }) }
      return seal({
        ...signIn,
        groups: [...signIn.groups],
        ...ids,
        id: randomBytes(16).toString('base64url'),
        startedAt: now,
        seenAt: now,
      })
    },
    async identify({ headers, url = '/' }) {
      const cookies = readCookies(headers.cookie)
      const { value: sealed, doubt } = soleCookie(sessionCookie, cookies)
      if (doubt) throw doubtFault(doubt, cookies, { host: headers.host ?? '', target: url })
      if (!sealed) throw signedOut('no_session')
      const session = await valid(sealed)
      const now = wall()
      const person = personOf(session)
      if (now - session.seenAt < renewAfter) return { person }
      return { person, cookie: await seal({ ...session, seenAt: now }) }
    },
    doubt: cookieHeader => soleCookie(sessionCookie, readCookies(cookieHeader)).doubt,
    current: async cookieHeader => unlessInvalid(soleCookie(sessionCookie, readCookies(cookieHeader)).value),
    async all(cookieHeader) {
      const named = readCookies(cookieHeader).filter(({ name }) => name === sessionCookie)
      const found = await Promise.all(named.slice(0, maxEnded).map(({ value }) => unlessInvalid(value)))
      return found.filter(session => session !== undefined)
    },
    end: ({ id, issuedAt }) =>
      revoked.revoke(`id:${id}`, { upTo: Number.POSITIVE_INFINITY, issuedBy: issuedAt, ttlMs }),
    async endAll({ sub = '', sid }, issuedUpTo) {
      const issuedBy = issuedUpTo + providerSkewSeconds
      // With both, the sign-in is meant and not all of the person's; it does not come back.
      if (sid !== undefined)
        await revoked.revoke(`sid:${bounded(sid)}`, { upTo: Number.POSITIVE_INFINITY, issuedBy, ttlMs })
      else await revoked.revoke(`sub:${bounded(sub)}`, { upTo: issuedBy, issuedBy, ttlMs })
    },
  }
}

const keysOf = ({ id, sub, sid }: Session) => [`id:${id}`, `sub:${sub}`, ...(sid === undefined ? [] : [`sid:${sid}`])]

const signedOut = (reason: string) => new Fault('unauthenticated', 'Sign in to read this.', { reason })
