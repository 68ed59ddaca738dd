/** Content negotiation for files that exist in several encodings. */
import { qualitiesOf } from '../http/header-list.ts'
import type { SiteFile } from './read-site.ts'

export type Representation = { readonly body: Buffer; readonly etag: string; readonly encoding?: 'br' | 'gzip' }

/** The smallest form of a file that `Accept-Encoding` allows. Each has its own ETag, as strong ones must. */
export function represent(file: SiteFile, acceptEncoding: string | undefined): Representation {
  const accepted = acceptedEncodings(acceptEncoding)
  if (file.br && accepted('br')) return { body: file.br, etag: suffixed(file.etag, 'br'), encoding: 'br' }
  if (file.gzip && accepted('gzip')) return { body: file.gzip, etag: suffixed(file.etag, 'gzip'), encoding: 'gzip' }
  return { body: file.body, etag: file.etag }
}

const suffixed = (etag: string, suffix: string) => `${etag.slice(0, -1)}-${suffix}"`

/** Whether a coding is acceptable: named, or covered by `*`, and not with a quality of 0 (RFC 9110 section 12.5.3). */
export function acceptedEncodings(header: string | undefined): (coding: string) => boolean {
  const qualities = qualitiesOf(header ?? '')
  return coding => (qualities.get(coding) ?? qualities.get('*') ?? 0) > 0
}
