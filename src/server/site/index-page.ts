/** index.html with this server's settings in it. */
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { AppConfig } from '#domain/config/app-config.ts'
import { etagOf, type SiteFile } from './read-site.ts'

const block = /(<script type="application\/json" id="desk-config">)[\s\S]*?(<\/script>)/g

/** The inline scripts of a built page, as sources of its policy. */
export const inlineScriptHashes = (html: string): string[] =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => hashOf(text))

/** A source of a Content-Security-Policy for inline text. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page as served. Throws if the build has no placeholder for the settings. */
export function indexPage(html: string, config: AppConfig): SiteFile {
  const blocks = [...html.matchAll(block)]
  if (blocks.length !== 1)
    throw new Error(`index.html holds ${blocks.length} blocks with the id desk-config instead of one`)
  // Text such as `</script>` would end the block, so `<` is escaped; everything else is plain data.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  const body = Buffer.from(html.replace(block, (_match, open: string, close: string) => open + json + close))
  return {
    type: 'text/html; charset=utf-8',
    etag: etagOf(body),
    immutable: false,
    body,
    br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzip: gzipSync(body, { level: 9 }),
  }
}
