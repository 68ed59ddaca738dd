/** Conditional requests (RFC 9110 section 13). */
import { listElements } from './header-list.ts'

/** Whether `If-None-Match` holds this ETag, compared weakly as the header asks. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const candidates = listElements(ifNoneMatch ?? '')
  return candidates.some(candidate => candidate === '*' || candidate.replace(/^W\//, '') === etag)
}
