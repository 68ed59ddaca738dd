/** Conditional requests (RFC 9110 section 13). */

/** Whether `If-None-Match` holds this ETag, compared weakly as the header asks. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some(candidate => candidate.trim().replace(/^W\//, '') === etag)
}
