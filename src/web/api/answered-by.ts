/** Tells the answers of our proxy, or of Paxos behind another gateway, from those of anything in between. */
import { problemTypePrefix } from '#domain/problems/problem-code.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'

/** Proxies that sign people in answer such a request with 401, where they would redirect a page to their sign-in. */
export const fromScript = { 'x-requested-with': 'XMLHttpRequest' }

const fieldsOf = (json: unknown): Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {}

/** Whether this is a problem document of our proxy. */
export function isOurProblem(json: unknown): boolean {
  const { type } = fieldsOf(json)
  return typeof type === 'string' && type.startsWith(problemTypePrefix)
}

/** Our proxy marks data by its headers, and a problem by its type. Our data is JSON: anything else was cut on the way. */
export const isOurs = (response: Response, json: unknown): boolean =>
  response.ok ? response.headers.has('x-stale') && typeof json === 'object' : isOurProblem(json)

/** JSON in the shape of Paxos: a record, a list or a problem. Gateways and their error pages answer otherwise. */
export function isPaxosLike(response: Response, json: unknown): boolean {
  const isJson = /^application\/(problem\+)?json\b/i.test(response.headers.get('content-type') ?? '')
  const { id, items, type, title } = fieldsOf(json)
  if (!isJson) return false
  if (response.ok) return typeof id === 'string' || Array.isArray(items)
  return typeof type === 'string' || typeof title === 'string'
}

/**
 * An answer by something in between. A redirect, which is not followed, or a 401 comes from a proxy that signs people in
 * and has ended this session; the rest says nothing.
 */
export function problemOfStranger(response: Response): LookupProblem {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  const isSignIn = response.type === 'opaqueredirect' || response.status === 401
  return {
    code: isSignIn ? 'session_ended' : 'intercepted',
    ...(response.status > 0 && { status: response.status }),
    ...(retryAfter > 0 && Number.isFinite(retryAfter) && { retryAfter }),
  }
}
