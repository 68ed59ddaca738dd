/** index.html with this server's settings in it. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { AppConfig } from '#domain/config/app-config.ts'
import { etagOf, type SiteFile } from './read-site.ts'

const block = /(<script type="application\/json" id="desk-config">)[\s\S]*?(<\/script>)/g

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
