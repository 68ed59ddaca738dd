/** A raw record without what was not ticked; every other byte stays as it came. */
import { type Include, leftOut } from './include.ts'

const addressKey = /address|memo|iban|account_number|routing_number|beneficiary|destination_tag/i
/** An address's id in Paxos's books is no address. */
const idKey = /_ids?$/i

const isLeftOut = (key: string, include: Include) =>
  (!include.metadata && key === 'metadata') ||
  (!include.addresses && (key === 'memo_id' || (addressKey.test(key) && !idKey.test(key))))

const opening = new Set(['{', '['])
const closing = new Set(['}', ']'])

/**
 * Replaces the values of the fields that hold addresses or metadata, at any depth. Undefined when the text is no JSON:
 * then nobody can say what is in it.
 */
export function redactJson(raw: string, include: Include): string | undefined {
  if (include.addresses && include.metadata) return raw
  try {
    JSON.parse(raw)
  } catch {
    return undefined
  }
  // Only a valid document comes here, so its tokens can be told apart without a grammar.
  const tokens = raw.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g)
  let result = ''
  let copied = 0
  let previous = ''
  for (const { 0: token } of tokens) {
    if (token === ':' && isLeftOut(String(JSON.parse(previous)), include)) {
      const { start, end, isEmpty } = skipValue(tokens)
      if (!isEmpty) {
        result += `${raw.slice(copied, start)}"${leftOut}"`
        copied = end
      }
    }
    previous = token
  }
  return result + raw.slice(copied)
}

/** Reads one whole value off the tokens. */
function skipValue(tokens: Iterator<RegExpExecArray>): { start: number; end: number; isEmpty: boolean } {
  let depth = 0
  let start = -1
  let text = ''
  for (let next = tokens.next(); !next.done; next = tokens.next()) {
    const { 0: token, index } = next.value
    if (start < 0) start = index
    if (text.length < 3) text += token
    if (opening.has(token)) depth += 1
    if (closing.has(token)) depth -= 1
    if (depth === 0) return { start, end: index + token.length, isEmpty: ['null', '""', '{}', '[]'].includes(text) }
  }
  throw new Error('A valid document ends its values')
}
