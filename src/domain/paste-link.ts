/** Recognises this product's own links around an id. */
import type { FoundId } from './paste-ids.ts'
import type { PasteContext } from './paste-result.ts'
import { readSeen } from './seen.ts'

/** `origin` is lower-case, undefined for a path alone; `page` what the link shows; `seen` only in its exact shape. */
export type PastedLink = {
  readonly environment: string
  readonly page: 'orchestrations' | 'transfers' | 'rules'
  readonly origin: string | undefined
  readonly seen: string | undefined
}

/** Paxos's own pages and API: which of its two environments an address belongs to. */
const paxosHost = /https?:\/\/(?:dashboard|api)\.(sandbox\.)?paxos\.com\/[^\s"'<>]*$/i

/**
 * A link around an id: of this product on any host, `…/{environment}/orchestrations/{id}`, or of Paxos's dashboard or API,
 * whose host names the environment. Undefined when it is neither, or its environment is not configured here.
 */
export function readLink({ before, after }: FoundId, { environments }: PasteContext): PastedLink | undefined {
  const own = /\/([^/\s]{1,64})\/(orchestrations|transfers|rules)\/$/i.exec(before)
  const paxos = paxosHost.exec(before)
  const name = paxos ? (paxos[1] ? 'sandbox' : 'production') : own?.[1]?.toLowerCase()
  const environment = environments.find(known => known.toLowerCase() === name)
  if (environment === undefined) return undefined
  const page = paxos ? 'orchestrations' : (own?.[2]?.toLowerCase() as PastedLink['page'])
  const origin = /(https?:\/\/[^\s/"'<>]+)[^\s"'<>]*$/i.exec(before)?.[1]?.toLowerCase()
  const seen = /^[^\s"'<>]*?[?&]seen=([A-Z]+~\w+)/.exec(after)?.[1]
  return { environment, page, origin: paxos ? undefined : origin, seen: readSeen(seen) && seen }
}

/**
 * A link to another page of this very product, as a whole: a list, a batch, what was looked up. `to` is its path and query.
 * Undefined for a link to one payment, which is read as that.
 */
export function readOwnAddress(word: string, { origin, environments }: PasteContext) {
  if (origin === undefined || word.length > 12_288 || !word.toLowerCase().startsWith(`${origin.toLowerCase()}/`))
    return undefined
  if (/\s/.test(word)) return undefined
  const to = word.slice(origin.length).split('#', 1)[0] ?? ''
  const [, name, page, rest] = to.split('?', 1)[0]?.split('/') ?? []
  const environment = environments.find(known => known === name)
  return environment === undefined || (page === 'orchestrations' && rest) ? undefined : { environment, to }
}
