/** What a text calls an ID: tickets, records and tables contain IDs of other things too. */
import type { FoundId } from './ids.ts'

/**
 * `orchestration`: the text calls it one. `id`: a record's own ID, which doesn't reveal its kind. `field`: a machine calls it
 * something else (`profile_id`). `word`: a person does ("transfer"). `none`: the text doesn't say.
 */
export type Label = 'orchestration' | 'id' | 'field' | 'word' | 'none'

/** What a name names: of a key, of a column, or the last words before an ID. */
export type Naming = 'orchestration' | 'id' | 'other' | 'none'

const others = new Set(
  `access account address application beneficiary boundary cid client content correlation cursor customer delivery deposit
  destination device event group idempotency identity instance instruction institution invoice job key mail member merchant
  message msg nonce order organisation organization origin parent part partner pod profile quote recipient request rule sender
  session source span subject tenant ticket token trace transaction transfer user wallet webhook withdrawal worker`.split(
    /\s+/,
  ),
)
const suffixes = new Set(['id', 'ids', 'uuid', 'uuids', 'guid', 'guids', 'no', 'nr', 'number', 'url', 'link', 'value'])
const isOrchestration = (word: string) => /^orch(?:estration)?s?$/.test(word)
const isOther = (word: string) => [word, word.replace(/s$/, ''), word.replace(/es$/, '')].some(one => others.has(one))

/** "Source transfer ID" is `other`, `orchestrationId` is `orchestration`, "ID" is `id`, "memo" is `none`. */
export function namingOf(name: string): Naming {
  const known = namings.get(name)
  if (known !== undefined) return known
  if (namings.size >= maxNamings) namings.clear()
  const naming = readNaming(name)
  namings.set(name, naming)
  return naming
}

/** Pastes repeat their names; reading one takes as long as finding an ID. */
const namings = new Map<string, Naming>()
const maxNamings = 500

function readNaming(name: string): Naming {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '')
  const length = words.length
  while (suffixes.has(words.at(-1) ?? '')) words.pop()
  const last = words.at(-1)
  if (last === undefined) return length > 0 ? 'id' : 'none'
  if (isOther(last)) return 'other'
  return isOrchestration(last) || (words.some(isOrchestration) && !words.some(isOther)) ? 'orchestration' : 'none'
}

/** Character codes of what may stand between a label and its ID. */
const between = new Set([...` \t"'\`“”„‘’«»:=#./()[]{}*<>_-~|│→–—`].map(character => character.charCodeAt(0)))
/** Terminals pad their labels. */
const maxBetween = 40
const isCellEnd = (code: number) => code === 9 || code === 124 || code === 0x2502
const isNamePart = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 32 ||
  code === 45 ||
  code === 46
const maxName = 48

/** A line of this product's summary: "- Source: COMPLETED by …". */
const summaryLine = /^[^\w\n]{0,6}(?:source|destination)(?: transfer)?: /i

/** The label in front of an ID on the same line, or on a line by itself above it. */
export function labelBefore(text: string, { start, end }: FoundId): Label {
  let at = start
  let isKey = false
  let isCell = false
  for (; at > 0 && start - at < maxBetween; at -= 1) {
    const code = text.charCodeAt(at - 1)
    if (!between.has(code)) break
    if (code === 58 || code === 61) isKey = true
    if (isCellEnd(code)) isCell = true
    // The end of a sentence.
    if (code === 46 && text.charCodeAt(at) === 32) return 'none'
  }
  if (at === 0 || text.charCodeAt(at - 1) === 10) return labelAbove(text, at, end)
  const nameEnd = at
  while (at > 0 && nameEnd - at < maxName && isNamePart(text.charCodeAt(at - 1))) at -= 1
  const words = text.slice(at, nameEnd).trim()
  const last = /\S*$/.exec(words)?.[0] ?? ''
  // `level=error id=…`
  const name = text.charAt(nameEnd) === '=' ? last : words
  const naming = namingOf(name)
  if (naming === 'none') return summaryLine.test(lineBefore(text, start)) ? 'word' : 'none'
  // In a row of cells, only the first one labels the next.
  if (isCell && /[^\s|│>*]/.test(lineBefore(text, at))) return 'none'
  if (naming === 'orchestration') return 'orchestration'
  const isMachine = (isKey || isCell) && namingOf(last) === naming
  if (naming === 'other') return isMachine ? 'field' : 'word'
  const isOwnId = isMachine && (name === 'id' || (/^id$/i.test(name) && start - nameEnd < 3))
  return isOwnId ? 'id' : 'none'
}

function lineBefore(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - 200), start)
  return near.slice(near.lastIndexOf('\n') + 1)
}

/** A field's name as a line by itself, as pages are copied: "Source transfer", "Orchestration ID:". */
const fieldName =
  /^[\s>|*#"-]{0,12}((?:(?:source|destination|orchestration|paxos|customer|fiat|bank|request|trace|correlation|group)[ _-])?[a-z]{4,14}s?(?:[ _-](?:ids?|uuid))?)[\s"*:]{0,6}$/i

/** For an ID alone on its line. Only the first ID below a name has it: a list has none. */
function labelAbove(text: string, lineStart: number, end: number): Label {
  const lineEnd = text.indexOf('\n', end)
  const rest = text.slice(end, lineEnd < 0 ? end + 20 : Math.min(lineEnd, end + 20))
  if (lineStart === 0 || /\w/.test(rest)) return 'none'
  const above = lineBefore(text, lineStart - 1)
  const name = above.length > 60 ? undefined : fieldName.exec(above)?.[1]
  if (name === undefined) return 'none'
  const naming = namingOf(name)
  if (naming === 'orchestration') return 'orchestration'
  return naming === 'other' && !isIdLine(text, lineEnd) ? 'word' : 'none'
}

const isIdLine = (text: string, lineEnd: number) =>
  lineEnd >= 0 && /^\s{0,40}[>|*"'\s-]{0,12}[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text.slice(lineEnd, lineEnd + 70))
