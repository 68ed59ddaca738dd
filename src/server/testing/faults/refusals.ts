/** Complete error responses, closed connections and unavailable tokens. */
import { good, refusal, type UpstreamFault } from './answers.ts'

const unavailable = { status: 502, code: 'upstream_unavailable' } as const
const badToken = { status: 502, code: 'upstream_bad_response' } as const
const credentials = { status: 502, code: 'upstream_credentials' } as const
const penalty = { status: 503, code: 'upstream_penalty' } as const
const elsewhere = { status: 502, code: 'upstream_bad_response' } as const

export const refusals: readonly UpstreamFault[] = [
  {
    name: 'reset',
    faults: '11',
    does: 'a reset before the headers',
    told: unavailable,
    api: socket => socket.resetAndDestroy(),
  },
  {
    name: 'unauthorized',
    faults: '14',
    does: '401 to every token',
    told: credentials,
    api: refusal(401, { title: 'Unauthorized' }),
  },
  {
    name: 'bad-request',
    faults: '15',
    does: '400 with words',
    told: { status: 400, code: 'bad_request' },
    api: refusal(400, { title: 'Bad request', detail: 'created_at.gte is odd' }),
  },
  {
    name: 'forbidden',
    faults: '15',
    does: '403 for a scope that is missing',
    told: { status: 502, code: 'upstream_forbidden' },
    api: refusal(403, { detail: 'insufficient scopes: found [], required one of [orchestration:read_orchestration]' }),
  },
  {
    name: 'not-found',
    faults: '15',
    does: '404',
    told: { status: 404, code: 'not_found' },
    api: refusal(404, { title: 'Not found' }),
  },
  { name: 'throttled', faults: '16', does: '429 without Retry-After', told: penalty, api: refusal(429, {}) },
  {
    name: 'throttled-for-a-week',
    faults: '17',
    does: '429 with an absurd Retry-After',
    told: penalty,
    api: refusal(429, {}, 'Retry-After: 604800\r\n'),
  },
  { name: 'token-throttled', faults: '18', does: '429 to the token request', told: penalty, token: refusal(429, {}) },
  {
    name: 'flapping',
    faults: '22',
    does: '503 to every other request',
    told: { status: 200, code: undefined },
    api: (socket, n) => (n % 2 === 0 ? refusal(503, {})(socket) : good(socket)),
  },
  { name: 'failing', faults: '22', does: '500 to every request', told: unavailable, api: refusal(500, {}) },
  { name: 'token-down', faults: '23', does: '500 to the token request', told: unavailable, token: refusal(500, {}) },
  {
    name: 'token-empty',
    faults: '24',
    does: 'a token answer without a token',
    told: badToken,
    token: refusal(200, {}),
  },
  {
    name: 'token-of-negative-life',
    faults: '25',
    does: 'a token that ended before it began',
    told: { status: 200, code: undefined },
    token: refusal(200, { access_token: 'short-lived', token_type: 'bearer', expires_in: -1 }),
  },
  {
    name: 'token-refused',
    faults: '26',
    does: 'invalid_client to the token request',
    told: credentials,
    token: refusal(401, { error: 'invalid_client' }),
  },
  {
    name: 'redirect',
    faults: '30',
    does: 'a redirect to a metadata address',
    told: elsewhere,
    api: refusal(302, {}, 'Location: http://169.254.169.254/latest/meta-data/\r\n'),
  },
]
