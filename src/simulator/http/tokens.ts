/** The token endpoint: OAuth 2.0 client credentials (RFC 6749, sections 4.4 and 5). */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Limits } from './limits.ts'
import { unauthorized, wrongMethod } from './problems.ts'

export type TokenOptions = {
  readonly clock: () => number
  readonly clientId: string
  readonly clientSecret: string
  readonly lifeSeconds: number
  /** The scopes this client may request. */
  readonly scopes: readonly string[]
}

type Token = { readonly scopes: ReadonlySet<string>; readonly expires: number }

/** Beyond this many live tokens the oldest is dropped. */
const maxTokens = 1000

export class Tokens {
  private readonly options: TokenOptions
  private readonly issued = new Map<string, Token>()

  constructor(options: TokenOptions) {
    this.options = options
  }

  /** The scopes of the bearer token in an Authorization header. Throws a 401 without a valid one. */
  scopesOf(header: string | undefined): ReadonlySet<string> {
    const [, text] = /^Bearer +([^\s]+)$/i.exec(header ?? '') ?? []
    if (text === undefined) throw unauthorized('no bearer token')
    const token = this.issued.get(text)
    if (!token) throw unauthorized('the token was not issued by this simulator')
    if (token.expires <= this.options.clock()) throw unauthorized('the token has expired')
    return token.scopes
  }

  /** Answers `POST /oauth2/token`. */
  grant(request: FastifyRequest, reply: FastifyReply): string {
    reply.header('cache-control', 'no-store').type('application/json')
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const refuse = (status: number, error: string, description: string) => {
      reply.code(status)
      return JSON.stringify({ error, error_description: description })
    }
    if (new Set(form.keys()).size !== form.size) return refuse(400, 'invalid_request', 'a parameter stands twice')
    const grantType = form.get('grant_type')
    if (!grantType) return refuse(400, 'invalid_request', 'grant_type is missing')
    const basic = basicCredentials(request.headers.authorization)
    const id = basic?.id ?? form.get('client_id') ?? ''
    const secret = basic?.secret ?? form.get('client_secret') ?? ''
    if (!same(id, this.options.clientId) || !same(secret, this.options.clientSecret)) {
      if (basic) reply.header('www-authenticate', 'Basic')
      return refuse(401, 'invalid_client', 'client authentication failed')
    }
    if (grantType !== 'client_credentials')
      return refuse(400, 'unsupported_grant_type', `${grantType} is not supported`)
    const scopes = (form.get('scope') ?? '').split(' ').filter(Boolean)
    const strange = scopes.find(scope => !this.options.scopes.includes(scope))
    if (strange) return refuse(400, 'invalid_scope', `this client may not ask for ${strange}`)
    return JSON.stringify({
      access_token: this.issue(new Set(scopes)),
      token_type: 'bearer',
      expires_in: this.options.lifeSeconds,
      scope: scopes.join(' '),
    })
  }

  private issue(scopes: ReadonlySet<string>): string {
    const text = randomBytes(48).toString('base64url')
    if (this.issued.size >= maxTokens)
      for (const oldest of [...this.issued.keys()].slice(0, 1)) this.issued.delete(oldest)
    this.issued.set(text, { scopes, expires: this.options.clock() + this.options.lifeSeconds * 1000 })
    return text
  }
}

/** Adds the token endpoint, which has its own limit. */
export function registerTokens(app: FastifyInstance, tokens: Tokens, limits: Limits, perSecond: number): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  )
  app.post('/oauth2/token', async (request, reply) => {
    limits.count(request.ip, 'token', perSecond)
    return tokens.grant(request, reply)
  })
  app.route({
    method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/oauth2/token',
    handler: async () => {
      throw wrongMethod('POST')
    },
  })
}

function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? '') ?? []
  if (encoded === undefined) return undefined
  const [, id = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  try {
    // RFC 6749, section 2.3.1: both are form-encoded before they are joined.
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) }
  } catch {
    return { id, secret }
  }
}

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
