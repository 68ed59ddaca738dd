/** Conditional requests (RFC 9110 section 13). */
import { withoutBlanks } from './field-text.ts'

/** An entity tag, which may hold commas, and the comma or the end after it. */
const tag = /[ \t,]*(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,|$)/y

/** Whether `If-None-Match` holds this ETag, compared weakly as the header asks. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (withoutBlanks(ifNoneMatch) === '*') return true
  tag.lastIndex = 0
  for (let found = tag.exec(ifNoneMatch); found; found = tag.exec(ifNoneMatch)) if (found[1] === etag) return true
  return false
}
