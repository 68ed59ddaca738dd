/** Reads a pasted table (CSV, TSV, Markdown) by its header, so that a row's other IDs are not taken for orchestrations. */

const separators = ['\t', ',', ';', '|'] as const
/** A longer first line is not a header. */
const maxHeaderLength = 2000
const bare = (cell: string) => cell.trim().replace(/^["'`*]+|["'`*]+$/g, '')

/** The header's column of orchestration IDs; undefined if there is none. */
function idColumn(cells: readonly string[]): number | undefined {
  const names = cells.map(cell =>
    bare(cell)
      .toLowerCase()
      .replace(/[\s_-]+/g, ' '),
  )
  const found = [/^orchestrations?( ids?)?$/, /^ids?$/].map(name => names.findIndex(one => name.test(one)))
  return found.find(at => at >= 0)
}

/** The cell in that column; undefined if the line is too short. Separators inside double quotes don't count. */
function cellAt(line: string, separator: string, column: number): string | undefined {
  let start = 0
  let quote = line.indexOf('"')
  for (let left = column; ; left -= 1) {
    let end = line.indexOf(separator, start)
    while (quote >= 0 && quote < end) {
      const close = line.indexOf('"', quote + 1)
      if (close < 0 || close > end) end = close < 0 ? -1 : line.indexOf(separator, close + 1)
      quote = close < 0 ? -1 : line.indexOf('"', close + 1)
    }
    if (left === 0) return line.slice(start, end < 0 ? line.length : end)
    if (end < 0) return undefined
    start = end + 1
  }
}

/** An empty line, or the rule below a Markdown header: not a row. */
const noRow = /^[\s|:-]*$/
/** The maximum number of rows to look up. */
const maxRows = 50_000

/** The cells of one column, from line `start` on; undefined if a row is too short or there are too many. */
function cellsBelow(text: string, start: number, separator: string, column: number): readonly string[] | undefined {
  const cells: string[] = []
  for (let from = start; from < text.length; ) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end)
    from += line.length + 1
    if (noRow.test(line)) continue
    const cell = cellAt(line, separator, column)
    if (cell === undefined || cells.push(cell) > maxRows) return undefined
  }
  return cells
}

/**
 * The column of orchestration IDs, one cell per line, and its name; undefined if the text is not a table with such a column.
 * Every row must reach it, or else the first line is not a header.
 */
export function readIdColumn(normal: string): { readonly name: string; readonly cells: string } | undefined {
  const text = normal.trimStart()
  const end = text.indexOf('\n')
  if (end < 0 || end > maxHeaderLength) return undefined
  const head = text.slice(0, end)
  for (const separator of separators) {
    const names = head.split(separator)
    const column = names.length < 2 ? undefined : idColumn(names)
    if (column === undefined) continue
    const cells = cellsBelow(text, end + 1, separator, column)
    if (cells === undefined) continue
    return { name: bare(names[column] ?? ''), cells: cells.join('\n') }
  }
  return undefined
}
