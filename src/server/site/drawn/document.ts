/** The document of a page that this server draws: a head that is always the same, and what follows it. */
import { type Drawing, type EmbeddedReply, replyBlock } from '#domain/config/drawing.ts'
import type { InlineSources } from '../../http/headers.ts'
import { hashOf } from '../index-page.ts'
import { chunksOf, readManifest } from '../manifest.ts'
import type { Site } from '../read-site.ts'
import { type Piece, startPieces } from './pieces.ts'

/** Its texts that don't change while the server runs. */
export type DocumentParts = {
  readonly head: string
  /** The tags that load the app in an empty page, and what follows the head of one. */
  readonly loads: string
  readonly body: string
  /** What stands behind the page until the app has started. */
  readonly waiting: string
  readonly css: string
  readonly starter: string
}

export type DrawnDocument = {
  readonly head: Piece
  /** The page as drawn; the script takes it over after the first frame. */
  readonly drawn: (drawing: Drawing, embedded: EmbeddedReply) => Piece
  /** The empty page, with the answer that the app would otherwise request first. */
  readonly empty: (embedded?: EmbeddedReply) => Piece
}

/** What belongs to the page beside the entry, for the browser to load side by side. */
const modules = ['index.html', 'src/web/features/orchestration/page.tsx', 'src/web/features/orchestration/rest.tsx']

/**
 * Fills in the times that depend on the reader's zone, and starts the app when the page has been shown, or at once in a tab
 * that isn't.
 */
const starter = (files: readonly string[]) => `{
for (const time of document.querySelectorAll('[data-own-time]')) {
  const at = new Date(Number(time.dataset.ownTime))
  if (at.getTimezoneOffset() !== 0) time.textContent = ' (' + at.toTimeString().slice(0, 5) + ' your time)'
}
const files = ${inScript(files)}
const start = () => {
  for (const href of files) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }))
  }
  import(files[0]).catch(() => undefined)
}
if (document.hidden) start()
else requestAnimationFrame(() => setTimeout(start))
}`

/** `page` is index.html with the settings in it. */
export function documentParts(
  { files, manifest: json }: Pick<Site, 'files' | 'manifest'>,
  page: string,
): DocumentParts {
  const manifest = readManifest(json)
  const css = (manifest['index.html']?.css ?? []).map(file => files.get(`/${file}`)?.body.toString() ?? '').join('')
  const [head = '', body = ''] = page.replace(/<title>[^<]*<\/title>/, '').split('</head>')
  const loads = (head.match(loading) ?? []).filter(tag => !tag.includes('rel="stylesheet"')).join('')
  return {
    head: `${head.replaceAll(loading, '').replaceAll(/>\s+</g, '><').trim()}<style>${css}</style>`,
    loads,
    body,
    waiting: (/<div id="root"><\/div>(.*)<\/body>/s.exec(body)?.[1] ?? '').replaceAll(/\s+/g, ' ').trim(),
    css,
    starter: starter(chunksOf(manifest, modules).map(({ file }) => `/${file}`)),
  }
}

/** What of it is inline, as sources of its policy. */
export const inlineSources = ({ css, starter }: DocumentParts): InlineSources => ({
  scripts: [hashOf(starter)],
  styles: [hashOf(css)],
})

export function drawnDocument({ head, loads, body, waiting, starter }: DocumentParts): DrawnDocument {
  const { first, last } = startPieces(head)
  const block = (embedded: EmbeddedReply) =>
    `<script type="application/json" id="${replyBlock}">${inScript(embedded)}</script>`
  return {
    head: first,
    drawn: ({ title, html }, embedded) =>
      last(
        `<title>${escaped(title)}</title></head><body><div id="root">${html}</div>${waiting}${block(embedded)}<script>${starter}</script></body></html>`,
      ),
    empty: embedded =>
      last(
        `<title>Orchestration Desk</title>${loads}</head>${body.replace('</body>', () => `${embedded ? block(embedded) : ''}</body>`)}`,
      ),
  }
}

/** The tags of a built page that load its script and its style sheet. */
const loading = /<script type="module"[^>]*><\/script>|<link rel="(?:modulepreload|stylesheet)"[^>]*>/g

/** JSON that no text in it can end: neither a script element nor, for older parsers, a line. */
const inScript = (value: unknown) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
