/** Reads a paste that is one link to a page of this product other than an orchestration: a list, a batch, a lookup. */
import { environmentLabel } from '../config/environment-text.ts'
import { idPageAt, type PageName, pageRows } from '../config/pages.ts'
import { droppedText, mendAddress } from '../share/own-address.ts'
import { decodeLayers, maxDepth } from './decode/layers.ts'
import { unwrapLinks } from './decode/wrappers.ts'
import { type FoundId, findIds } from './ids.ts'
import type { Paste, PasteContext } from './result.ts'

/** As much as a server takes. */
const maxLinkLength = 12_288

/** Pages without an ID in their address, by path. */
const listPages: ReadonlyMap<string, PageName> = new Map(pageRows.map(([page, { path }]) => [path, page]))

/** Links as Slack, Markdown, Jira and HTML write them, with a text beside. */
const markups = [
  /^<(https?:[^\s|<>]+)(?:\|[^<>]*)?>$/i,
  /^!?\[[^\]]*\]\((https?:[^\s()]+(?:\([^\s()]*\))?)(?: "[^"]*")?\)$/i,
  /^\[(?:[^[\]|]*\|)?(https?:[^\s|\]]+)(?:\|[^[\]]*)?\]$/i,
  /^<a\s[^<>]{0,400}?href=["']([^"']+)["'][^<>]*>[^<>]*<\/a>$/i,
]

/**
 * `to` is the page's path and query, without what mail and chat tools left around it. Undefined for a link to one orchestration,
 * which is read as its ID. `found` are the IDs of the whole paste: one that the link doesn't carry is left out.
 */
export function readOwnLink(pasted: string, found: readonly FoundId[], context: PasteContext): Paste | undefined {
  const text = pasted.trim()
  if (context.origin === undefined || text.length > maxLinkLength || !/^[<[!]?\W*http|^<a\s|^\[/i.test(text))
    return undefined
  const marked = markups.map(markup => markup.exec(text)?.[1]).find(link => link !== undefined)
  const link = marked ?? text
  if (/\s/.test(link)) return undefined
  const own = ownAddress(link, `${context.origin.toLowerCase()}/`)
  if (own === undefined) return undefined
  const { address: to, dropped } = mendAddress(own.split('#', 1)[0] ?? '')
  const [, name = '', folder = '', id = '', more] = to.split('?', 1)[0]?.split('/') ?? []
  const environment = context.environments.find(known => known === name)
  const page = id === '' ? listPages.get(folder) : idPageAt(folder)
  if (environment === undefined || page === undefined || page === 'orchestration' || more !== undefined)
    return undefined
  const carried = new Set(findIds(decodeLayers(to).text).map(({ id }) => id))
  // A page reads more layers only in the text that is looked up.
  const plain = new Set(findIds(decodedOnce(to)).map(({ id }) => id))
  if (!/[?&]q=/.test(to) && [...carried].some(id => !plain.has(id))) return undefined
  const leftOut = [...new Set(found.map(({ id }) => id))].filter(id => !carried.has(id))
  // The text of a link may be the ID that was meant.
  if (leftOut.length > 0 && marked !== undefined) return undefined
  const note = droppedText(dropped)
  return {
    kind: 'address',
    environment,
    to,
    ...(leftOut.length === 0 ? {} : { leftOut }),
    notes: [`The link leads to ${environmentLabel(environment)}`, ...(note === undefined ? [] : [note])],
  }
}

/** Parameters of a batch or a lookup, which belong to a link that a redirect carries unescaped. */
const ownParameter = /^(?:amp;)*(?:id|ref|of|sort|show|seen)=/i

/** Path and query of the link below `origin`, also where another link carries it, escaped or not. */
function ownAddress(link: string, origin: string): string | undefined {
  const path = (url: string, at: number) => url.slice(at + origin.length - 1)
  if (link.toLowerCase().startsWith(origin)) return path(link, 0)
  const segments = link.split('&')
  for (const [index, segment] of segments.entries()) {
    let text = segment
    for (let depth = 0; depth <= maxDepth; depth += 1) {
      text = unwrapLinks(text)
      const at = text.toLowerCase().indexOf(origin)
      if (at >= 0) {
        const rest = depth > 0 ? [] : segments.slice(index + 1).filter(part => ownParameter.test(part))
        return [path(text, at).split(' ', 1)[0], ...rest].join('&')
      }
      const decoded = decodedOnce(text)
      if (decoded === text) break
      text = decoded
    }
  }
  return undefined
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
