/** The address that a request asks for, undecoded. Access is never decided on it: see `door/access.ts`. */
import type { IncomingMessage } from 'node:http'

type Target = Pick<IncomingMessage, 'url'>

/** Without the query. */
export function pathOf({ url = '' }: Target): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

/** What follows the first question mark, undecoded; empty without one. */
export function rawQuery({ url = '' }: Target): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}

/** The one value of a parameter; undefined where it is missing or given more than once, since readers differ on which counts. */
export function soleParameter(query: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = query.getAll(name)
  return others.length > 0 ? undefined : value
}
