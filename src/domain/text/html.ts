/** Lays out pasted HTML source as lines and cells, so that tables and labels read as on the screen. Links keep their tags. */

const isHtml = /<\/(?:t[dhr]|p|div|li|d[dt]|span|b|strong)\s*>|<w?br\s*\/?>/i
/** Not tabs, which are cells. Bounded, so that a run of spaces is read once. */
const space = '[ \\r\\n]{0,99}'
/** Tags that carry an ID stay. */
const attributes = '(?![^<>]{0,600}[0-9a-f]{8}-[0-9a-f]{4}-)[^<>]{0,600}'
const inCell = new RegExp(`<\\/?(?:p|div|o:p|br)\\b${attributes}>${space}`, 'gi')
const rowBreaks = new RegExp(
  `<(?:\\/dd|\\/?(?:tr|table|tbody|thead|p|div|li|ul|ol|dl|h[1-6]|br))\\b${attributes}>${space}`,
  'gi',
)
const cellEnds = /<\/(?:td|th|dt)\s{0,9}>\s{0,99}/gi
const plainTags = new RegExp(
  `<(?:td|th|dd|dt)\\b${attributes}>${space}|<\\/?(?:span|b|strong|em|i|u|code|font|label|mark|small|wbr|o:p)\\b${attributes}>`,
  'gi',
)

/** Cells and rows of the source may be broken over lines. */
const asRow = (row: string) => row.replace(inCell, ' ').replace(/\s+/g, ' ')

function joinRows(text: string): string {
  return text
    .split(/(?<=<\/tr>)/i)
    .map(part => {
      const start = part.toLowerCase().lastIndexOf('<tr')
      return start < 0 ? part : part.slice(0, start) + asRow(part.slice(start))
    })
    .join('')
}

/** Without its tags, an ID must not touch what stands beside. */
const apart = (text: string) =>
  text.replace(/(-[0-9a-f]{12})(?=<)/gi, '$1 ').replace(/>(?=[0-9a-f]{8}-[0-9a-f]{4}-)/gi, '> ')

/** Returns the same text if it is not HTML. */
export function htmlAsText(text: string): string {
  if (!isHtml.test(text)) return text
  return joinRows(apart(text)).replace(cellEnds, '\t').replace(plainTags, '').replace(rowBreaks, '\n')
}
