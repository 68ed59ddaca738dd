/** Labels the IDs of a pasted table (CSV, TSV, Markdown, Jira, a terminal's) by its header. */
import { type Cell, isOpen, isQuoting, type Line, type Split, splits } from '../text/cells.ts'
import type { FoundId } from './ids.ts'
import { type Label, type Naming, namingOf } from './label.ts'

/** `labels`: of each ID in a table, by its position among those found. `column`: the header of the column of orchestrations. */
export type TableLabels = { readonly labels: ReadonlyMap<number, Label>; readonly column: string | undefined }

/** A longer line is not a header. */
const maxHeader = 2000
const maxName = 60
/** A quoted cell goes on for at most this many lines. */
const maxCellLines = 16

const bare = (cell: string) =>
  cell
    .replace(/<[^<>]{0,600}>/g, '')
    .replace(/^[\s"'`*_{}[\]]+|[\s"'`*_{}[\]]+$/g, '')
    .replace(/\s+/g, ' ')

/** An empty line, or one of nothing but rules. */
const noRow = /^[\s|:+=_\u2500-\u257f-]*$/

type Header = {
  readonly split: Split
  readonly names: readonly string[]
  readonly namings: readonly Naming[]
  readonly column: number
}

const namesOrchestrations = /orch|\b(?:id|uuid|guid)\b/i

/** The header of a table: at least two cells, one of them "Orchestration" or "ID". */
function headerOf(text: string, line: Line): Header | undefined {
  if (line.end - line.start > maxHeader || !namesOrchestrations.test(text.slice(line.start, line.end))) return undefined
  const source = text.slice(line.start, line.end)
  for (const [mark, split] of splits) {
    if (!source.includes(mark)) continue
    const names = split(text, line).map(cell => bare(text.slice(...cell)))
    if (names.length < 2 || names.some(name => name.length > maxName)) continue
    const namings = names.map(namingOf)
    const orchestration = namings.indexOf('orchestration')
    const column = orchestration < 0 ? namings.indexOf('id') : orchestration
    if (column >= 0) return { split, names, namings, column }
  }
  return undefined
}

/** Labels for the IDs in tables that are certainly tables; anything else is read as prose. */
export function tableLabels(text: string, found: readonly FoundId[]): TableLabels {
  const labels = new Map<number, Label>()
  let column: string | undefined
  let next = 0
  for (let start = 0; start < text.length; ) {
    const line = lineAt(text, start)
    const firstId = next
    while ((found[next]?.start ?? Number.POSITIVE_INFINITY) < line.end) next += 1
    start = line.end + 1
    const header = next === firstId ? headerOf(text, line) : undefined
    if (!header) continue
    const rows = readRows(text, start, header, found, next)
    start = rows.end
    next = rows.next
    if (rows.labels === undefined) continue
    for (const [at, label] of rows.labels) labels.set(at, label)
    if (rows.labels.some(([, label]) => label === 'field')) column ??= header.names[header.column]
  }
  return { labels, column }
}

function lineAt(text: string, start: number): Line {
  const end = text.indexOf('\n', start)
  return { start, end: end < 0 ? text.length : end }
}

/**
 * The rows below a header, up to the first line that isn't one. `labels` is undefined if a row contradicts the header: it has
 * IDs, but none in the column of orchestrations.
 */
function readRows(text: string, from: number, header: Header, found: readonly FoundId[], firstId: number) {
  const labels: (readonly [number, Label])[] = []
  let isCertain = true
  let next = firstId
  let start = from
  while (start < text.length) {
    const row = rowAt(text, start, header)
    if (row === undefined) break
    const begin = next
    while ((found[next]?.start ?? Number.POSITIVE_INFINITY) < row.end) next += 1
    // The line above was a title.
    if (begin === next && headerOf(text, { start, end: row.end })) break
    start = row.end + 1
    if (begin === next) continue
    let cell = 0
    let isInColumn = false
    for (let at = begin; at < next; at += 1) {
      while (cell < row.cells.length - 1 && (found[at]?.start ?? 0) >= (row.cells[cell]?.[1] ?? 0)) cell += 1
      isInColumn ||= cell === header.column
      labels.push([at, cellLabel(header, cell)])
    }
    isCertain &&= isInColumn
  }
  return { labels: isCertain && labels.length > 0 ? labels : undefined, end: start, next }
}

/** A line with a cell for each column; a rule between rows has none. Undefined for any other line. */
function rowAt(
  text: string,
  start: number,
  { split, names }: Header,
): { cells: readonly Cell[]; end: number } | undefined {
  let line = lineAt(text, start)
  if (noRow.test(text.slice(line.start, Math.min(line.end, line.start + maxHeader))))
    return { cells: [], end: line.end }
  for (let lines = 0; isQuoting(split) && isOpen(text, line) && lines < maxCellLines; lines += 1)
    line = { start, end: lineAt(text, line.end + 1).end }
  const cells = split(text, line)
  const isBlank = ([start, end]: Cell) => text.slice(start, end).trim() === ''
  return cells.length >= names.length && cells.slice(names.length).every(isBlank) ? { cells, end: line.end } : undefined
}

function cellLabel({ names, namings, column }: Header, cell: number): Label {
  const naming = namings[cell] ?? 'none'
  if (naming === 'orchestration') return 'orchestration'
  const hasOrchestrations = namings[column] === 'orchestration'
  if (naming === 'id') return hasOrchestrations ? 'field' : 'id'
  if (naming === 'other') return 'field'
  return hasOrchestrations && /\b(?:id|uuid|guid)$/i.test(names[cell]?.replaceAll('_', ' ') ?? '') ? 'field' : 'none'
}
