import type { ReactNode } from 'react'

export type Column<Row> = { readonly header: string; readonly cell: (row: Row) => ReactNode }

/** The one table. On a phone each row becomes a card whose values carry their column's name. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
}) {
  return (
    // The roles are spelled out because `display: block` on a phone would otherwise take them away.
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table role="table" className="w-full text-left max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line-soft text-xs text-ink-faint">
          {columns.map(({ header }) => (
            <th role="columnheader" scope="col" key={header} className="px-5 py-2 font-medium">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row, index) => (
          <tr
            role="row"
            key={rowKey(row, index)}
            className="border-b border-line-soft last:border-0 max-sm:block max-sm:px-5 max-sm:py-3 sm:hover:bg-hover"
          >
            {columns.map(({ header, cell }) => (
              <td role="cell" key={header} className="align-top max-sm:block max-sm:py-1 sm:px-5 sm:py-2.5">
                <span aria-hidden="true" className="block text-xs text-ink-faint sm:hidden">
                  {header}
                </span>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  )
}
