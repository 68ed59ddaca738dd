import { memo, type ReactNode } from 'react'
import { cx } from './cx.ts'

export type Column<Row> = {
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** On a phone it shares its line with another such column. */
  readonly half?: boolean
  /** A class for its least width, where breaking words would squeeze it too far; for its width in a `fixed` table. */
  readonly width?: string
}

/**
 * The one table. On a phone each row becomes a card whose values carry their column's name. `dense` is for long lists,
 * whose columns need the width. `fixed`: where the window is wide enough, columns keep their widths whatever is in them, so that
 * the browser need not measure every cell, nor move what stays. A row is drawn again only when it or the columns are others:
 * long lists keep both.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  dense,
  fixed,
  rest,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
  dense?: boolean
  fixed?: boolean
  /** More rows below these, drawn apart from them: hidden while they are out of date. */
  rest?: { readonly rows: readonly Row[]; readonly hidden: boolean }
}) {
  const padding = paddingOf(dense)
  return (
    // The roles are spelled out because `display: block` on a phone would otherwise take them away.
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table
      role="table"
      className={cx('w-full text-left max-sm:block', dense && 'sm:text-sm', fixed && 'min-[70rem]:table-fixed')}
    >
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line-soft text-xs text-ink-faint">
          {columns.map(({ header, width }) => (
            <th
              role="columnheader"
              scope="col"
              key={header}
              className={cx('py-2 font-medium', padding, fixed && width)}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <TableBody rows={rows} rowKey={rowKey} columns={columns} dense={dense} />
      {rest && rest.rows.length > 0 && (
        <TableBody rows={rest.rows} rowKey={rowKey} columns={columns} dense={dense} hidden={rest.hidden} />
      )}
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  )
}

const paddingOf = (dense: boolean | undefined) => (dense ? 'sm:px-2 sm:first:pl-5 sm:last:pr-5' : 'sm:px-5')

type BodyProps<Row> = {
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
  columns: readonly Column<Row>[]
  dense: boolean | undefined
  hidden?: boolean
}

const DrawnBody = <Row,>({ rows, rowKey, columns, dense, hidden }: BodyProps<Row>) => (
  // biome-ignore lint/a11y/noRedundantRoles: as above
  <tbody role="rowgroup" hidden={hidden} className="max-sm:block">
    {rows.map((row, index) => (
      <TableRow key={rowKey(row, index)} row={row} columns={columns} dense={dense} />
    ))}
  </tbody>
)

type RowProps<Row> = { row: Row; columns: readonly Column<Row>[]; dense: boolean | undefined }

function DrawnRow<Row>({ row, columns, dense }: RowProps<Row>) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tr
      role="row"
      className="border-b border-line-soft [:last-child>&:last-child]:border-0 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:px-5 max-sm:py-3 sm:focus-within:bg-hover sm:hover:bg-hover"
    >
      {columns.map(({ header, cell, half, width }) => (
        <td
          role="cell"
          key={header}
          data-column={header}
          className={cx(
            'column-name align-top max-sm:block max-sm:min-w-0 max-sm:py-1',
            half ? undefined : 'max-sm:col-span-2',
            dense ? 'sm:py-1.5' : 'sm:py-2.5',
            paddingOf(dense),
            width,
          )}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  )
}

// `memo` would lose the type of the row.
const TableRow = memo(DrawnRow) as typeof DrawnRow
const TableBody = memo(DrawnBody) as typeof DrawnBody
