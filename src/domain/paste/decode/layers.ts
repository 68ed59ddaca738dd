/** Takes off what stands between a pasted text and its IDs: hidden characters, encodings, markup, line breaks. */
import { type CleanedText, cleanText } from '../../text/hidden-characters.ts'
import { htmlAsText } from '../../text/html.ts'
import { joinIds } from '../ids.ts'
import { decodeEscapes } from './escapes.ts'
import { unwrapLinks, withPlainDashes } from './wrappers.ts'

export type Decoded = {
  /** The outermost layer, as far as a reference is concerned. */
  readonly outer: CleanedText
  /** The innermost layer. NFKC; each ID that was broken over lines is whole. */
  readonly text: string
  /** The number of hidden characters that were removed. */
  readonly hidden: number
  /** What was repaired in an ID, by ID. */
  readonly repairs: ReadonlyMap<string, readonly string[]>
}

/** Encodings are decoded at most this deep. */
export const maxDepth = 4

const escapeCharacter = '\u001b'
const terminalColours = new RegExp(`${escapeCharacter}\\[[0-9;?]{0,20}[A-Za-z]`, 'g')

/** Linear in the length of the text; every layer is read once. */
export function decodeLayers(raw: string): Decoded {
  const repairs = new Map<string, readonly string[]>()
  const outer = cleanText(raw)
  let hidden = outer.hidden
  const read = (text: string): string =>
    joinIds(text.includes(escapeCharacter) ? text.replace(terminalColours, '') : text, repairs)
  let text = read(outer.text)
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const decoded = decodeEscapes(unwrapLinks(text))
    if (decoded === text) break
    const cleaned = cleanText(decoded)
    hidden += cleaned.hidden
    text = read(cleaned.text)
  }
  const plain = htmlAsText(withPlainDashes(text))
  // Tags may have stood in an ID.
  return { outer, text: plain === text ? text : joinIds(plain, repairs), hidden, repairs }
}
