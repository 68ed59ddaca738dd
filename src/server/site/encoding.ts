/** Content negotiation for files that exist in several encodings. */
import type { SiteFile } from './read-site.ts'

export type Representation = { readonly body: Buffer; readonly etag: string; readonly encoding?: 'br' | 'gzip' }

/** The smallest form of a file that `Accept-Encoding` takes. Each has an ETag of its own, as a strong one must. */
export function represent(file: SiteFile, acceptEncoding: string | undefined): Representation {
  const accepted = readAcceptEncoding(acceptEncoding ?? '')
  if (file.br && accepted('br')) return { body: file.br, etag: suffixed(file.etag, 'br'), encoding: 'br' }
  if (file.gzip && accepted('gzip')) return { body: file.gzip, etag: suffixed(file.etag, 'gzip'), encoding: 'gzip' }
  return { body: file.body, etag: file.etag }
}

const suffixed = (etag: string, suffix: string) => `${etag.slice(0, -1)}-${suffix}"`

/** Whether a coding is acceptable: named, or covered by `*`, and not with a quality of 0 (RFC 9110 section 12.5.3). */
function readAcceptEncoding(header: string): (coding: string) => boolean {
  const qualities = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map(text => text.trim())
    const q = parameters.find(parameter => parameter.startsWith('q='))
    qualities.set(coding, q === undefined ? 1 : Number(q.slice(2)) || 0)
  }
  return coding => (qualities.get(coding) ?? qualities.get('*') ?? 0) > 0
}
