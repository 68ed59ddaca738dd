/** Where a sign-in may lead back to: an address of this app and nothing that any browser could take for another site. */

const maxLength = 512
const shape = /^\/(?![/\\])[A-Za-z0-9\-._~/?=&%:@,]*$/

/** Backslash, two slashes, control characters; of those beyond ASCII, the ones that one decoding away would be. */
const leadsAway = /\\|\/\/|\p{Cc}|%c2%[89][0-9a-f]/iu

/**
 * Whether `path` may be returned to. Decoded up to three times, since each hop on its way may decode it once
 * more than we think, it must not hold a backslash, two slashes in a row or a control character.
 */
export function isReturnPath(path: string): boolean {
  if (path.length > maxLength || !shape.test(path)) return false
  let text = path
  for (let times = 0; times < 3; times++) {
    if (leadsAway.test(text)) return false
    text = decodeAscii(text)
  }
  return !leadsAway.test(text)
}

/** One decoding as the most forgiving reader would do it: what is malformed stays and hinders nothing else. */
const decodeAscii = (text: string) =>
  text.replaceAll(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Characters that a page's address may hold and a return path may not, in their encoded form. */
const encoded = (address: string) =>
  address
    .replaceAll('+', '%20')
    .replaceAll(/[^A-Za-z0-9\-._~/?=&%:@,]/g, one => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`)

/** The return path of a page's address (path and query, as browsers give them); undefined when it cannot be one. */
export function returnPathOf(address: string): string | undefined {
  const path = encoded(address)
  return isReturnPath(path) ? path : undefined
}
