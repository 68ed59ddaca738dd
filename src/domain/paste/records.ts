/** Labels IDs by the keys of JSON-like records, even if cut off, embedded in a log line, or in a string of another record. */
import type { FoundId } from './ids.ts'
import { type Label, type Naming, namingOf } from './label.ts'

/** An object or array that encloses an ID. */
type Frame = {
  readonly parent: Frame | undefined
  readonly key: string
  readonly isArray: boolean
  /** It names the orchestration that it belongs to, so its own `id` is that of something else. */
  hasOrchestration: boolean
  /** It carries or names another record, so its own `id` is an event's. */
  isEvent: boolean
  /** It is an event of an orchestration. */
  isAboutOrchestration: boolean
  /** It has a field that only orchestrations have. */
  isOrchestration: boolean
}

type Keyed = { readonly key: string; readonly frame: Frame | undefined; readonly isWhole: boolean }

const eventKeys = new Set(['object_type', 'object_id', 'event_type'])
const typeKeys = new Set(['type', 'object_type', 'event_type'])
/** The value of a type: `"orchestration.failed"`. */
const orchestrationType = /^\s{0,9}["']orchestration(\.)?/i
const orchestrationKeys = new Set([
  'source_transfer',
  'destination_transfer',
  'orchestration_rule_id',
  'source_asset',
  'destination_asset',
  'source_amount',
])
/** Keys that wrap a record and don't say what it is. */
const wrappers = new Set(
  'attributes body data edges entity items list node nodes object payload record records response result results value'.split(
    ' ',
  ),
)
const snake = (key: string) => key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()

/** A quoted key, or a bracket. */
const tokens = /(["'])([\w $.@/-]{1,64})\1\s{0,9}(?::|=>)|[{}[\]]/g
const maxDepth = 64
/** Between a key and its ID: `"`, `UUID('`. */
const opening = /^\s{0,9}(?:[A-Za-z.]{1,20}\()?["']?$/

/** The label of each ID that is the value of a quoted key; undefined for the others. */
export function recordLabels(text: string, found: readonly FoundId[]): readonly (Label | undefined)[] {
  if (!text.includes('{') || !/["']\s{0,9}(?::|=>)/.test(text)) return []
  return keyedIds(text, found).map(keyed => keyed && labelOf(keyed))
}

function keyedIds(text: string, found: readonly FoundId[]): readonly (Keyed | undefined)[] {
  let top: Frame | undefined
  let depth = 0
  let key = ''
  let keyEnd = -1
  let next = 0
  const keyed: (Keyed | undefined)[] = []
  const readIdsUpTo = (end: number) => {
    for (let one = found[next]; one !== undefined && one.start < end; one = found[++next])
      keyed.push(keyedId(text, one, key, keyEnd, top))
  }
  for (const { 0: token, 2: name, index } of text.matchAll(tokens)) {
    readIdsUpTo(index)
    if (name !== undefined) {
      key = snake(name)
      keyEnd = index + token.length
      if (top && eventKeys.has(key)) top.isEvent = true
      if (top && typeKeys.has(key)) noteType(top, text.slice(keyEnd, keyEnd + 30))
      if (top && orchestrationKeys.has(key)) top.isOrchestration = true
    } else if (token === '{' || token === '[') {
      depth += 1
      if (depth > maxDepth) continue
      const inherited = keyEnd >= 0 ? key : (top?.isArray && top.key) || ''
      if (top && token === '{' && inherited === 'object') top.isEvent = true
      top = {
        parent: top,
        key: inherited,
        isArray: token === '[',
        hasOrchestration: false,
        isEvent: false,
        isAboutOrchestration: false,
        isOrchestration: false,
      }
      keyEnd = -1
    } else {
      if (depth <= maxDepth) top = top?.parent
      depth = Math.max(0, depth - 1)
      keyEnd = -1
    }
  }
  readIdsUpTo(text.length)
  return keyed
}

function keyedId(text: string, { start, end }: FoundId, key: string, keyEnd: number, frame: Frame | undefined) {
  const isDirect = keyEnd >= 0 && start - keyEnd < 34 && opening.test(text.slice(keyEnd, start))
  const isElement = !isDirect && keyEnd < 0 && frame?.isArray === true && frame.key !== ''
  if (!isDirect && !isElement) return undefined
  const named = isDirect ? key : (frame?.key ?? '')
  const after = text.charAt(end)
  const isWhole = after === '"' || after === "'"
  if (frame) noteOrchestration(frame, namingOf(named))
  return { key: named, frame, isWhole }
}

function noteType(frame: Frame, value: string): void {
  const type = orchestrationType.exec(value)
  if (!type) return
  frame.isAboutOrchestration = true
  if (type[1] !== undefined) frame.isEvent = true
}

/** For `"orchestration_id": …`, and for the `id` of a record under `"orchestration"` or in `"orchestrations"`. */
function noteOrchestration(frame: Frame, naming: Naming): void {
  if (naming === 'orchestration') frame.hasOrchestration = true
  const holder = frame.parent?.isArray ? frame.parent.parent : frame.parent
  if (holder && naming === 'id' && namingOf(frame.key) === 'orchestration') holder.hasOrchestration = true
}

function labelOf({ key, frame, isWhole }: Keyed): Label | undefined {
  const naming = namingOf(key)
  if (naming === 'orchestration') return 'orchestration'
  if (naming === 'other') return 'field'
  if (naming === 'id') return frame ? ownLabel(frame) : 'id'
  if (key === 'object_id' && frame?.isAboutOrchestration) return 'orchestration'
  return isWhole && isOfOrchestration(frame) ? 'field' : undefined
}

/** Of a record's own ID. */
function ownLabel(frame: Frame): Label {
  if (frame.isEvent || frame.hasOrchestration) return 'field'
  const holder = holderOf(frame)
  if (holder === 'object') return 'orchestration'
  const naming = namingOf(holder)
  // A log line has its record under "message", a queue under "event": its fields say more than the key.
  if (naming === 'other') return frame.isOrchestration ? 'id' : 'field'
  return naming === 'orchestration' ? 'orchestration' : 'id'
}

/** The key that says what a record is: `transfer`, of `{"transfer": {"data": {"id": …}}}`. An event's `object` is its record. */
function holderOf(frame: Frame): string {
  let at: Frame | undefined = frame
  while (at && (at.key === '' || wrappers.has(at.key))) {
    if (at.key === 'object' && at.parent?.isEvent) return 'object'
    at = at.parent
  }
  return at?.key ?? ''
}

function isOfOrchestration(frame: Frame | undefined): boolean {
  for (let at = frame; at; at = at.parent) if (at.isOrchestration) return true
  return false
}
