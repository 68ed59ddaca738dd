/** Links that mail filters rewrote so that percent-decoding alone doesn't restore them. */

const proofpoint2 = /(urldefense\.proofpoint\.com\/v2\/url\?u=)(https?-3A[^&\s"'<>]{1,8000})/gi

/** Proofpoint's second version: `-2D` for a dash, `_` for a slash. */
function fromProofpoint2(encoded: string): string {
  const percent = encoded.replaceAll('_', '/').replace(/-(?=[0-9a-f]{2})/gi, '%')
  try {
    return decodeURIComponent(percent)
  } catch {
    return percent
  }
}

/** The digits of base64 in URLs; Proofpoint counts in them too. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64 of ASCII, in the dialect of URLs or the usual one; six bits a digit. */
function fromBase64(encoded: string): string {
  let text = ''
  let bits = 0
  let count = 0
  for (const digit of encoded.replaceAll('+', '-').replaceAll('/', '_')) {
    const value = digits.indexOf(digit)
    if (value < 0) break
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    text += String.fromCharCode((bits >> count) & 0xff)
  }
  return text
}

/** Proofpoint's third version: `*` for a character of the appendix, `**A` for two of them, `**B` for three. */
function fromProofpoint3(encoded: string, appendix: string): string {
  const characters = fromBase64(appendix)
  let next = 0
  return encoded.replace(/\*(?:\*([\w-]))?/g, (whole: string, run?: string) => {
    const count = run === undefined ? 1 : digits.indexOf(run) + 2
    const taken = characters.slice(next, next + count)
    next += count
    return taken === '' ? whole : taken
  })
}

const opening = '/v3/__'
const closing = '__;'

/** Linear: it looks for each mark from where the last one was found. */
function withoutProofpoint3(text: string): string {
  let read = ''
  let from = 0
  for (let start = text.indexOf(opening); start >= 0; start = text.indexOf(opening, from)) {
    const begin = start + opening.length
    const end = text.indexOf(closing, begin)
    if (end < 0) break
    const encoded = text.slice(begin, end)
    const appendix = /^[\w-]{0,400}/.exec(text.slice(end + closing.length, end + closing.length + 400))?.[0] ?? ''
    const isLink = encoded.length <= 8000 && !/[\s"'<>]/.test(encoded)
    read += text.slice(from, begin) + (isLink ? `${fromProofpoint3(encoded, appendix)} ` : encoded)
    from = end + closing.length
  }
  return read + text.slice(from)
}

const base64Links = /([?&]u=)(aHR0c[A-Za-z0-9+/_-]{12,8000}={0,2})/g

/** Restores the addresses inside such links. Returns the same text if there are none. */
export function unwrapLinks(text: string): string {
  let unwrapped = text
  if (/urldefense/i.test(unwrapped)) {
    unwrapped = unwrapped.replace(
      proofpoint2,
      (_, before: string, encoded: string) => before + fromProofpoint2(encoded),
    )
    if (unwrapped.includes(opening)) unwrapped = withoutProofpoint3(unwrapped)
  }
  if (!unwrapped.includes('u=aHR0c')) return unwrapped
  return unwrapped.replace(base64Links, (_, before: string, encoded: string) => before + fromBase64(encoded))
}

const dashes2d = /([0-9a-f]{8})-2D([0-9a-f]{4})-2D([0-9a-f]{4})-2D([0-9a-f]{4})-2D([0-9a-f]{12})/gi

/** IDs cut out of such a link: Proofpoint writes their dashes as `-2D`. */
export const withPlainDashes = (text: string): string =>
  /-2d/i.test(text) ? text.replace(dashes2d, '$1-$2-$3-$4-$5') : text
