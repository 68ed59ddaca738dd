/**
 * Lays out JSON for reading without parsing its values: every key, string and number keeps the characters it was sent with,
 * so that digits, escapes and repeated keys survive.
 */

export type JsonNode =
  | { readonly kind: 'object' | 'array'; readonly members: readonly JsonMember[] }
  /** `raw` as received: a string with its quotes and escapes. */
  | { readonly kind: 'string' | 'number' | 'literal'; readonly raw: string }

/** `key` with its quotes, as received; undefined in an array. */
export type JsonMember = { readonly key: string | undefined; readonly value: JsonNode }

/** Deeper nesting than this is shown as text: no record of Paxos's has it. */
const maxDepth = 64

const token = /\s*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d[\d.eE+-]*)|(true|false|null))/y

type Open = { readonly kind: 'object' | 'array'; readonly members: JsonMember[]; key: string | undefined }

/** Undefined for a text that is not JSON, or that is nested too deeply. */
export function layOutJson(raw: string): JsonNode | undefined {
  if (!isJson(raw)) return undefined
  const top: Open = { kind: 'array', members: [], key: undefined }
  const open: Open[] = [top]
  token.lastIndex = 0
  for (let match = token.exec(raw); match; match = token.exec(raw)) {
    const [, sign, string, number, literal] = match
    const level = open.at(-1) ?? top
    if (sign === '{' || sign === '[') {
      if (open.length > maxDepth) return undefined
      const inner: Open = { kind: sign === '{' ? 'object' : 'array', members: [], key: undefined }
      add(level, { kind: inner.kind, members: inner.members })
      open.push(inner)
    } else if (sign === '}' || sign === ']') open.pop()
    else if (string !== undefined && level.kind === 'object' && level.key === undefined) level.key = string
    else if (string !== undefined) add(level, { kind: 'string', raw: string })
    else if (number !== undefined) add(level, { kind: 'number', raw: number })
    else if (literal !== undefined) add(level, { kind: 'literal', raw: literal })
  }
  return top.members[0]?.value
}

function add(level: Open, value: JsonNode): void {
  level.members.push({ key: level.key, value })
  level.key = undefined
}

function isJson(raw: string): boolean {
  try {
    JSON.parse(raw)
    return true
  } catch {
    return false
  }
}
