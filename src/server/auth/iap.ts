/** `AUTH_MODE=iap`: a proxy in front signs people in and says so in a signed JWT with every request. */
import type { IncomingMessage } from 'node:http'
import { type JWTPayload, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import type { AuthConfig } from '../config/config.ts'
import { digestOf } from '../digest.ts'
import { Fault } from '../fault.ts'
import { isRepeated } from '../http/field-text.ts'
import { type Identified, namesOf, subjectOf } from './person.ts'
import { KeysUnavailable, type RemoteKeys } from './remote-keys.ts'

export type IapConfig = Extract<AuthConfig, { mode: 'iap' }>

const toleranceSeconds = 30
const maxLength = 8192
/** Assertions verified lately: the proxy sends the same one for minutes. */
const maxVerified = 2000

/** The person that the header of a request vouches for. No other header says anything about who is asking. */
export function createIapIdentify(config: IapConfig, keys: RemoteKeys, clock: Clock) {
  /** By digest, since assertions can be long. */
  const verified = new LRUCache<string, Identified>({ max: maxVerified })

  return async ({ headers, rawHeaders }: IncomingMessage): Promise<Identified> => {
    const assertion = headers[config.header]
    if (isRepeated(rawHeaders, config.header)) throw unauthenticated('assertion_twice')
    if (typeof assertion !== 'string' || assertion === '') throw unauthenticated('no_assertion')
    if (assertion.length > maxLength) throw unauthenticated('assertion_too_long')
    const key = digestOf(assertion)
    const before = verified.get(key)
    if (before && isFresh(before, clock)) return before
    const identified = await verify(assertion, config, keys, clock)
    verified.set(key, identified)
    return identified
  }
}

/** Within the tolerance after its end an assertion is verified each time. */
const isFresh = ({ person }: Identified, clock: Clock) => (person.expiresAt?.getTime() ?? 0) > clock.date().getTime()

async function verify(assertion: string, config: IapConfig, keys: RemoteKeys, clock: Clock): Promise<Identified> {
  let payload: JWTPayload
  try {
    const options = {
      algorithms: [...config.algorithms],
      issuer: config.issuer,
      audience: config.audience,
      clockTolerance: toleranceSeconds,
      requiredClaims: ['exp', 'iat'],
      currentDate: clock.date(),
    }
    payload = (await jwtVerify(assertion, keys.get, options)).payload
  } catch (error) {
    if (error instanceof KeysUnavailable) {
      const reason = 'iap_keys_unavailable'
      throw new Fault('internal', 'Sign-ins cannot be checked right now.', { status: 503, retryAfter: 5, reason })
    }
    throw unauthenticated(`assertion_${codeOf(error)}`)
  }
  const { sub = '', aud, iat = 0, exp = 0 } = payload
  // For several at once, another of them could have passed it on.
  if (Array.isArray(aud) && aud.length !== 1) throw unauthenticated('assertion_audiences')
  if (iat > clock.date().getTime() / 1000 + toleranceSeconds) throw unauthenticated('assertion_from_the_future')
  if (sub === '') throw unauthenticated('assertion_subject')
  const subject = subjectOf(config.issuer, sub)
  return { person: { subject, ...namesOf(payload), expiresAt: new Date(exp * 1000) } }
}

/** jose's own code, such as `err_jwt_expired`. */
const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : 'unreadable'

const unauthenticated = (reason: string) => new Fault('unauthenticated', 'Sign in to read this.', { reason })
