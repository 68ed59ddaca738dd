/** The OAuth 2.0 client credentials request (RFC 6749 section 4.4) and its answer. */
import { safeParse } from 'secure-json-parse'
import * as v from 'valibot'
import { Secret } from '../../config/secret.ts'
import { Fault } from '../../fault.ts'
import { type Answer, TransportFailure } from '../transport/transport.ts'

/** `lifeMs` counts from `sentAt`, when the request was sent (ms of the monotonic clock). */
export type Grant = { readonly token: Secret; readonly lifeMs: number; readonly sentAt: number }

/** Paxos rejected the credentials, which is not temporary (RFC 6749 section 5.2). */
export class CredentialsRefused extends Fault {
  constructor(status: number, reason: string) {
    super('upstream_credentials', "Paxos did not accept this server's client ID and secret.", {
      upstream: { status },
      reason,
    })
  }
}

const refusals = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'invalid_grant',
  'invalid_request',
  'unsupported_grant_type',
])

const fallbackLifeMs = 60_000
const maxLifeSeconds = 24 * 60 * 60

/** A token that fits a header: visible ASCII. */
const TokenAnswer = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,8192}$/)),
  token_type: v.optional(v.pipe(v.string(), v.regex(/^bearer$/i))),
})

const Life = v.object({ expires_in: v.pipe(v.number(), v.minValue(1), v.maxValue(maxLifeSeconds)) })

/** The form of the token request. */
export const tokenForm = (clientId: string, secret: Secret, scope: string): string =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret.reveal(),
    scope,
  }).toString()

/** Parses an answer of the token endpoint other than 429; throws a `Fault` for anything but a usable token. */
export function readGrant({ status, body }: Answer, sentAt: number): Grant {
  const json: unknown = safeParse(body)
  if (status === 200) {
    const answer = v.safeParse(TokenAnswer, json)
    if (!answer.success) {
      throw new Fault('upstream_bad_response', 'The sign-in service of Paxos sent something unreadable.', {
        upstream: { status },
        reason: 'token_malformed',
      })
    }
    const life = v.safeParse(Life, json)
    return {
      token: new Secret(answer.output.access_token),
      lifeMs: life.success ? life.output.expires_in * 1000 : fallbackLifeMs,
      sentAt,
    }
  }
  const refusal = v.safeParse(v.object({ error: v.string() }), json)
  const word = refusal.success && refusals.has(refusal.output.error) ? refusal.output.error : undefined
  if (status === 401 || (word && status < 500)) throw new CredentialsRefused(status, word ?? 'token_401')
  throw new Fault('upstream_unavailable', 'The sign-in service of Paxos is unavailable.', {
    upstream: { status },
    reason: 'token_status',
  })
}

/** The fault of a token request without a complete answer. */
export function tokenFailure(error: unknown): unknown {
  if (!(error instanceof TransportFailure)) return error
  const { kind, reason } = error
  if (kind === 'timeout') {
    return new Fault('upstream_timeout', 'The sign-in service of Paxos did not answer in time.', { reason })
  }
  return kind === 'broken'
    ? new Fault('upstream_bad_response', 'The sign-in service of Paxos sent something unreadable.', { reason })
    : new Fault('upstream_unavailable', 'The sign-in service of Paxos could not be reached.', { reason })
}
