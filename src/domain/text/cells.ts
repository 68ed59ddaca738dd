/** Splits the lines of pasted tables into cells. */

export type Cell = readonly [start: number, end: number]
export type Line = { readonly start: number; readonly end: number }
/** The cells of one line. */
export type Split = (text: string, line: Line) => readonly Cell[]

const quotesIn = (piece: string) => piece.split('"').length - 1

/** A quoted cell may hold separators; a quote inside an unquoted cell is a character like any other. */
const splitAt =
  (separator: string): Split =>
  (text, { start, end }) => {
    const cells: Cell[] = []
    let from = start
    let at = start
    let isQuoted = false
    for (const piece of text.slice(start, end).split(separator)) {
      if (piece.includes('"') && (isQuoted || piece.trimStart().startsWith('"')) && quotesIn(piece) % 2 === 1)
        isQuoted = !isQuoted
      at += piece.length
      if (!isQuoted) {
        cells.push([from, at])
        from = at + 1
      }
      at += 1
    }
    if (isQuoted) cells.push([from, end])
    return cells
  }

/** Markdown, Jira and terminals: `|` also around the row, doubled in Jira's heads, and part of links. */
const splitAtBars: Split = (text, { start, end }) => {
  const line = text
    .slice(start, end)
    .replace(/\[[^[\]|\n]{0,200}\|[^[\]\n]{0,2000}\]|<[^<>|\n]{0,2000}\|[^<>\n]{0,200}>|\\\|/g, link =>
      link.replaceAll('|', ' '),
    )
  const isHead = /^\s*\|\|/.test(line)
  const cells: Cell[] = []
  let from = 0
  for (const { 0: bar, index } of line.matchAll(isHead ? /\|{1,2}|\u2502|\u2503/g : /\||\u2502|\u2503/g)) {
    cells.push([start + from, start + index])
    from = index + bar.length
  }
  cells.push([start + from, end])
  const isEmpty = (cell: Cell | undefined) => cell !== undefined && text.slice(...cell).trim() === ''
  if (isEmpty(cells[0])) cells.shift()
  if (isEmpty(cells.at(-1))) cells.pop()
  return cells
}

/** Terminals: two spaces or more between columns. */
const splitAtSpaces: Split = (text, { start, end }) => {
  const line = text.slice(start, end).trimEnd()
  const indent = line.length - line.trimStart().length
  const cells: Cell[] = []
  let from = indent
  for (const { 0: gap, index } of line.matchAll(/ {2,}/g)) {
    if (index < indent) continue
    cells.push([start + from, start + index])
    from = index + gap.length
  }
  cells.push([start + from, start + line.length])
  return cells
}

export const splits: readonly (readonly [mark: string, split: Split])[] = [
  ['\t', splitAt('\t')],
  [';', splitAt(';')],
  [',', splitAt(',')],
  ['|', splitAtBars],
  ['\u2502', splitAtBars],
  ['\u2503', splitAtBars],
  ['  ', splitAtSpaces],
]
export const isQuoting = (split: Split) => split !== splitAtBars && split !== splitAtSpaces

/** Whether a quoted cell goes on in the next line. */
export const isOpen = (text: string, { start, end }: Line): boolean =>
  end < text.length && quotesIn(text.slice(start, end)) % 2 === 1
