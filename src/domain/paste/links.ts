/** Finds this product's links, and Paxos's, in a text, and the IDs they lead to. */
import { type IdPage, idFolders, idPageAt, pages } from '../config/pages.ts'
import { readSeen } from '../share/seen.ts'
import type { FoundId } from './ids.ts'
import type { Label } from './label.ts'
import type { PasteContext } from './result.ts'

/** `origin` is lower-case, undefined for a bare path; `page` is the linked page. */
type PastedLink = {
  readonly environment: string
  /** Whether this environment is configured here. */
  readonly isKnown: boolean
  readonly page: IdPage
  readonly origin: string | undefined
  /** What its sharer saw, if valid. */
  readonly seen: string | undefined
}

/**
 * `isTarget`: the link leads to the ID. Otherwise the ID is a parameter of something else, such as a mail filter. `label` is
 * undefined if the link doesn't tell.
 */
export type LinkedId = {
  readonly link: PastedLink
  readonly isTarget: boolean
  readonly isList: boolean
  readonly label: Label | undefined
}

type Span = PastedLink & {
  /** Of the address that carries the link, such as a mail filter's. */
  readonly from: number
  readonly start: number
  readonly end: number
  /** `page`: one ID stands at `idAt`. `list`: in some parameters. `paxos`: anywhere. */
  readonly kind: 'page' | 'list' | 'paxos'
  readonly idAt: number
}

/** Environments that a link may name though they aren't set up here. */
const wellKnown: readonly string[] = ['production', 'sandbox', 'demo']
const folders = [...idFolders, pages.smartLink.path].join('|')
const name = '[a-z][a-z0-9-]{0,31}'
const marks = new RegExp(
  [
    'https?:\\/\\/(?:dashboard|api)\\.(sandbox\\.)?(paxos)\\.com\\/',
    // Of a page, or of the same record in this product's API.
    `\\/(${name})(?:\\/v2\\/[a-z]{1,20})?\\/(${folders})(?=[/?])`,
    `\\/(${name})\\/?(?=\\?(?:q|ref_id)=)`,
  ].join('|'),
  'gi',
)
/** Characters that addresses never contain unescaped: white space, quotes, angle brackets. */
const outside = /[\s"'<>]/g
const isOutside = (code: number) => code <= 32 || code === 34 || code === 39 || code === 60 || code === 62
/** Longer text before a link's environment is not its host. */
const maxBefore = 300
/** Of lists and lookups. */
const targetParameters = new Set(['id', 'ref', 'q', 'ref_id'])

/** For each ID, the link around it. `isOneLink`: the text is one address. Linear: every stretch is searched once. */
export function linkIds(
  text: string,
  found: readonly FoundId[],
  context: PasteContext,
  isOneLink: boolean,
): readonly (LinkedId | undefined)[] {
  const spans = spansIn(text, context, isOneLink)
  const linked: (LinkedId | undefined)[] = []
  let next = 0
  let parameterAt = -1
  let searched = 0
  const linkAt = (start: number): LinkedId | undefined => {
    while ((spans[next + 1]?.start ?? Number.POSITIVE_INFINITY) <= start) next += 1
    const span = spans[next]
    if (!span || start >= span.end) return carriedBy(spans[next + 1], start)
    if (start < span.start) return carriedBy(span, start)
    if (span.kind === 'page') return linkedTo(span, span.idAt === start)
    if (span.kind === 'paxos')
      return { link: { ...span, page: pageBefore(text, start) }, isTarget: true, isList: false, label: undefined }
    if (searched < span.start) {
      searched = span.start
      parameterAt = -1
    }
    for (; searched < start; searched += 1) if (isMark(text.charCodeAt(searched))) parameterAt = searched
    const parameter = text.slice(parameterAt + 1, parameterAt + 10).split('=', 1)[0] ?? ''
    return linkedTo(span, parameterAt >= 0 && targetParameters.has(parameter))
  }
  found.forEach(({ start }, at) => {
    const before = linked[at - 1]
    const isContinued = before?.isList && before.isTarget && wrapped.test(text.slice(found[at - 1]?.end, start))
    linked.push(linkAt(start) ?? (isContinued ? before : undefined))
  })
  return linked
}

/** A list of IDs that a mail program broke over lines. */
const wrapped = /^,[ \t]{0,9}\r?\n[ \t>]{0,9}$/

/** An ID in front of a link, in an address that carries the link. */
const carriedBy = (span: Span | undefined, start: number) =>
  span && start > span.from ? linkedTo(span, false) : undefined

const linkedTo = (link: Span, isTarget: boolean): LinkedId => ({
  link,
  isTarget,
  isList: link.kind === 'list',
  label: !isTarget ? 'field' : link.page === 'orchestration' ? 'orchestration' : 'word',
})

const isMark = (code: number) => code === 63 || code === 38

/** In an address of Paxos's, by the folder before the ID. */
const pageBefore = (text: string, start: number): IdPage =>
  idPageAt(/\/([a-z]{1,20})\/$/i.exec(text.slice(Math.max(0, start - 24), start))?.[1]?.toLowerCase() ?? '') ??
  'orchestration'

function spansIn(text: string, context: PasteContext, isOneLink: boolean): readonly Span[] {
  const spans: Span[] = []
  let end = isOneLink ? text.length : 0
  for (const match of text.matchAll(marks)) {
    const [mark, testnet, paxos, named, folder, looking] = match
    const { index } = match
    if (index >= end) {
      outside.lastIndex = index
      end = outside.test(text) ? outside.lastIndex - 1 : text.length
    }
    const origin = paxos ? undefined : originBefore(text, index)
    const environment = paxos
      ? known(testnet ? 'sandbox' : 'production', context)
      : known(named ?? looking ?? '', context, origin)
    if (!environment || (looking && !environment.isKnown)) continue
    const idAt = index + mark.length + 1
    const isPage = folder !== undefined && text.charAt(idAt - 1) === '/'
    spans.push({
      from: addressStart(text, index, spans.at(-1)?.start ?? 0),
      start: index,
      end,
      ...environment,
      origin,
      kind: paxos ? 'paxos' : isPage ? 'page' : 'list',
      idAt,
      page: idPageAt(folder?.toLowerCase() ?? '') ?? 'orchestration',
      seen: isPage ? seenIn(text.slice(idAt, Math.min(end, idAt + 300))) : undefined,
    })
  }
  return spans
}

/** A configured environment in its spelling, or one that could be; undefined for a folder of another product's. */
function known(name: string, { environments, origin: own }: PasteContext, origin?: string) {
  const lower = name.toLowerCase()
  const environment = environments.find(known => known.toLowerCase() === lower)
  if (environment !== undefined) return { environment, isKnown: true }
  const isOurs = wellKnown.includes(lower) || (origin !== undefined && origin === own?.toLowerCase())
  return isOurs ? { environment: lower, isKnown: false } : undefined
}

/** The start of the address around an index, if it is another link's; else the index. */
function addressStart(text: string, index: number, earliest: number): number {
  let from = index
  while (from > earliest && !isOutside(text.charCodeAt(from - 1))) from -= 1
  return /^https?:\/\//i.test(text.slice(from, from + 8)) ? from : index
}

/** The last origin before a link's environment, in the same address. */
function originBefore(text: string, index: number): string | undefined {
  const earliest = Math.max(0, index - maxBefore)
  let from = index
  while (from > earliest && !isOutside(text.charCodeAt(from - 1))) from -= 1
  const before = text.slice(from, index).toLowerCase()
  return /^https?:\/\/[^/]+/.exec(before.slice(Math.max(0, before.lastIndexOf('http'))))?.[0]
}

/** The `seen` parameter of a link, from its ID on. */
function seenIn(link: string): string | undefined {
  if (!link.includes('seen=')) return undefined
  const seen = /^[^\s"'<>]*?[?&](?:amp;)*seen=([A-Z_]{1,32}~\d{8}T\d{6}Z)/.exec(link)?.[1]
  return readSeen(seen) && seen
}
