/** Cuts the elements of an array out of a JSON document, byte for byte. */

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Lists have two. */
const maxNames = 100

/**
 * The elements of the array under the first of these names that the document's top object has, as slices of `body`;
 * undefined when there is none, when a name appears twice, or when there are more than 100 names. `body` must be
 * valid JSON. In UTF-8 no other character contains a byte of JSON's punctuation, so nothing needs decoding.
 */
export function arrayElements(body: Buffer, names: readonly string[]): readonly Buffer[] | undefined {
  let at = skipSpace(body, 0)
  if (body[at] !== openBrace) return undefined
  const arrays = new Map<string, number>()
  at = skipSpace(body, at + 1)
  while (body[at] === quote) {
    const end = skipValue(body, at)
    const name = String(JSON.parse(body.toString('utf8', at, end)))
    // Past the colon.
    const value = skipSpace(body, skipSpace(body, end) + 1)
    if (arrays.has(name) || arrays.size === maxNames) return undefined
    arrays.set(name, value)
    at = skipSpace(body, skipValue(body, value))
    if (body[at] === comma) at = skipSpace(body, at + 1)
  }
  const found = names.map(name => arrays.get(name)).find(value => value !== undefined && body[value] === openBracket)
  return found === undefined ? undefined : elementsAt(body, found)
}

/** The elements of the array that begins at `at`. */
function elementsAt(body: Buffer, at: number): readonly Buffer[] {
  const elements: Buffer[] = []
  let from = skipSpace(body, at + 1)
  while (from < body.length && body[from] !== closeBracket) {
    const end = skipValue(body, from)
    elements.push(body.subarray(from, end))
    const next = skipSpace(body, end)
    from = body[next] === comma ? skipSpace(body, next + 1) : next
  }
  return elements
}

function skipSpace(body: Buffer, at: number): number {
  while (isSpace(body[at])) at += 1
  return at
}

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** The end (exclusive) of the value that begins at `at`. */
function skipValue(body: Buffer, at: number): number {
  const first = body[at]
  if (first === quote) return skipString(body, at)
  if (first !== openBrace && first !== openBracket) return skipScalar(body, at)
  let depth = 0
  while (at < body.length) {
    const byte = body[at]
    if (byte === quote) {
      at = skipString(body, at)
      continue
    }
    at += 1
    if (byte === openBrace || byte === openBracket) depth += 1
    else if (byte === closeBrace || byte === closeBracket) depth -= 1
    if (depth === 0) return at
  }
  return at
}

function skipString(body: Buffer, at: number): number {
  at += 1
  while (at < body.length && body[at] !== quote) at += body[at] === backslash ? 2 : 1
  return at + 1
}

/** A number, true, false or null. */
function skipScalar(body: Buffer, at: number): number {
  for (; at < body.length; at++) {
    const byte = body[at]
    if (byte === comma || byte === closeBracket || byte === closeBrace || isSpace(byte)) break
  }
  return at
}
