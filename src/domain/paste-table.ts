/** Reads a pasted table (CSV, TSV, Markdown) by its head, so that a row's other ids are not taken for orchestrations. */

const separators = ['\t', ',', ';', '|'] as const
/** A head is short; a longer first line is none, and costs nothing to leave. */
const longestHead = 2000
const bare = (cell: string) => cell.trim().replace(/^["'`*]+|["'`*]+$/g, '')

/** Which of the head's columns holds the orchestration's id; undefined when none says so. */
function idColumn(cells: readonly string[]): number | undefined {
  const names = cells.map(cell =>
    bare(cell)
      .toLowerCase()
      .replace(/[\s_-]+/g, ' '),
  )
  const found = [/^orchestrations?( ids?)?$/, /^ids?$/].map(name => names.findIndex(one => name.test(one)))
  return found.find(at => at >= 0)
}

/** The cells of one line; a separator inside double quotes separates nothing. */
function cellsOf(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator)
  const cells = ['']
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    if (character === separator && !quoted) cells.push('')
    else cells[cells.length - 1] += character
  }
  return cells
}

/**
 * The column of orchestration ids, one cell to a line, and its name; undefined when the text is no table with such a
 * column. Every row must reach it, else the head is a line of something else.
 */
export function readIdColumn(normal: string): { readonly name: string; readonly cells: string } | undefined {
  const text = normal.trimStart()
  const end = text.indexOf('\n')
  if (end < 0 || end > longestHead) return undefined
  const head = text.slice(0, end)
  for (const separator of separators) {
    const cells = head.split(separator)
    const column = cells.length < 2 ? undefined : idColumn(cells)
    if (column === undefined) continue
    const rows = text
      .slice(end + 1)
      .split(/\r?\n/)
      // The rule below the head of a Markdown table is no row.
      .filter(line => line.trim() !== '' && !/^[\s|:-]+$/.test(line))
      .map(line => cellsOf(line, separator)[column])
    if (rows.length === 0 || rows.includes(undefined)) continue
    return { name: bare(cells[column] ?? ''), cells: rows.join('\n') }
  }
  return undefined
}
