/** A small built web app. */
import { etagOf, type Site, type SiteFile } from '../../site/read-site.ts'

const file = (type: string, text: string, immutable = false): SiteFile => {
  const body = Buffer.from(text)
  return { type, etag: etagOf(body), immutable, body }
}

export const indexHtml = `<!doctype html><html lang="en"><head><title>Desk</title>
<script type="application/json" id="desk-config">{"version":"development"}</script>
<script type="module" crossorigin src="/assets/index-1a2b3c.js"></script></head><body><div id="root"></div></body></html>`

export const testSite: Site = {
  indexHtml,
  files: new Map<string, SiteFile>([
    [
      '/assets/index-1a2b3c.js',
      {
        ...file('text/javascript; charset=utf-8', 'console.info("identity")', true),
        br: Buffer.from('brotli bytes'),
        gzip: Buffer.from('gzip bytes'),
      },
    ],
    ['/favicon.svg', file('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['/robots.txt', file('text/plain; charset=utf-8', 'User-agent: *\nDisallow: /\n')],
  ]),
  manifest: {
    'index.html': {
      file: 'assets/index-1a2b3c.js',
      isEntry: true,
      imports: ['_shared-4d.js'],
      css: ['assets/index-5e.css'],
    },
    '_shared-4d.js': { file: 'assets/shared-4d.js' },
    '_parts-7f.js': { file: 'assets/parts-7f.js', imports: ['_shared-4d.js'] },
    '_later-8a.js': { file: 'assets/later-8a.js' },
    'src/web/features/orchestration/page.tsx': {
      file: 'assets/detail-6b.js',
      imports: ['index.html', '_parts-7f.js'],
      dynamicImports: ['_later-8a.js'],
    },
    'src/web/features/lookup/page.tsx': { file: 'assets/lookup-9c.js', imports: ['index.html'] },
  },
}
