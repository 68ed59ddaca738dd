/** Recognises this product's links around an ID. */

import { type IdPage, idFolders, idPageAt } from '../config/pages.ts'
import { readSeen } from '../share/seen.ts'
import type { FoundId } from './ids.ts'
import type { PasteContext } from './result.ts'

/** `origin` is lower-case, undefined for a bare path; `page` is the linked page. */
export type PastedLink = {
  readonly environment: string
  readonly page: IdPage
  readonly origin: string | undefined
}

/** Paxos's own hosts, by environment. */
const paxosHost = /https?:\/\/(?:dashboard|api)\.(sandbox\.)?paxos\.com\//i
/** The environment and page before an ID in an address of this product. */
const ownLink = new RegExp(`/([^/\\s]{1,64})/(${idFolders.join('|')})/$`, 'i')

/** Characters that addresses never contain unescaped: white space, quotes, angle brackets. As codes, for speed. */
const isOutside = (code: number) => code <= 32 || code === 34 || code === 39 || code === 60 || code === 62

/** Longer text before an ID is not an address. */
const maxAddressLength = 200

/** The part of an address before an ID. */
export function addressBefore(normal: string, { start }: FoundId): string {
  let from = start
  while (from > 0 && start - from < maxAddressLength && !isOutside(normal.charCodeAt(from - 1))) from -= 1
  return normal.slice(from, start)
}

/**
 * The link around an ID, from `addressBefore`: of this product on any host, `…/{environment}/orchestrations/{id}`, or of
 * Paxos's dashboard or API, whose host names the environment. Undefined for other links and unknown environments.
 */
export function readLink(address: string, { environments }: PasteContext): PastedLink | undefined {
  const own = ownLink.exec(address)
  const paxos = paxosHost.exec(address)
  const name = paxos ? (paxos[1] ? 'sandbox' : 'production') : own?.[1]?.toLowerCase()
  const environment = environments.find(known => known.toLowerCase() === name)
  const page = paxos ? 'orchestration' : idPageAt(own?.[2]?.toLowerCase() ?? '')
  if (environment === undefined || page === undefined) return undefined
  const origin = /https?:\/\/[^\s/"'<>]+/i.exec(address)?.[0]?.toLowerCase()
  return { environment, page, origin: paxos ? undefined : origin }
}

/** The `seen` parameter of the link around an ID, if valid. */
export function seenAfter(normal: string, { end }: FoundId): string | undefined {
  const seen = /^[^\s"'<>]*?[?&]seen=([A-Z]+~\w+)/.exec(normal.slice(end, end + 200))?.[1]
  return readSeen(seen) && seen
}

/**
 * A link to another page of this product: a list, a batch, a lookup. `to` is its path and query. Undefined for a link to one
 * orchestration, which is read as its ID.
 */
export function readOwnAddress(word: string, { origin, environments }: PasteContext) {
  if (origin === undefined || word.length > 12_288 || !word.toLowerCase().startsWith(`${origin.toLowerCase()}/`))
    return undefined
  if (/\s/.test(word)) return undefined
  const to = word.slice(origin.length).split('#', 1)[0] ?? ''
  const [, name, folder, rest] = to.split('?', 1)[0]?.split('/') ?? []
  const environment = environments.find(known => known === name)
  return environment === undefined || (folder !== undefined && rest && idPageAt(folder) === 'orchestration')
    ? undefined
    : { environment, to }
}
