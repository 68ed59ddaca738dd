/** Errors as RFC 9457 problem documents, as Paxos sends them. */

/** Thrown anywhere below a route; the error handler writes it as `application/problem+json`. */
export class Refusal extends Error {
  readonly status: number
  readonly title: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, title: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.status = status
    this.title = title
    this.headers = headers
  }

  /** The problem document. */
  json(requestId: string): string {
    return JSON.stringify({
      type: 'about:blank',
      title: this.title,
      status: this.status,
      detail: this.message,
      request_id: requestId,
    })
  }
}

export const badRequest = (detail: string) => new Refusal(400, 'Bad Request', detail)
export const unauthorized = (detail: string) =>
  new Refusal(401, 'Unauthorized', detail, { 'www-authenticate': 'Bearer' })
export const notFound = (detail: string) => new Refusal(404, 'Not Found', detail)
export const wrongMethod = (allow: string) =>
  new Refusal(405, 'Method Not Allowed', `this endpoint answers ${allow} only`, { allow })
export const tooManyRequests = (retryAfter: string | undefined) =>
  new Refusal(429, 'Too Many Requests', 'rate limit exceeded', retryAfter ? { 'retry-after': retryAfter } : {})

/** The 403 that names the token's scopes and the required one. */
export const insufficientScopes = (found: Iterable<string>, required: string) =>
  new Refusal(
    403,
    'Forbidden',
    `insufficient scopes: found '${[...found].filter(scope => scope !== required).join(' ')}', required one of '[${required}]'`,
  )

/** Any error as a refusal: those of the HTTP library (bad URL, body too large) are 400, bugs are 500. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { message = 'unexpected error', statusCode = 500 } = error as { message?: string; statusCode?: number }
  return statusCode < 500 ? badRequest(message) : new Refusal(500, 'Internal Server Error', message)
}
