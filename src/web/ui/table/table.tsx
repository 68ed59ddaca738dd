import { type CSSProperties, memo, type ReactNode } from 'react'
import { cx } from '../display/cx.ts'

export type Column<Row> = {
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** On a phone it shares its line with another such column. */
  readonly half?: boolean
  /** In a dense table, a fixed width in rem. Columns without one share the rest. */
  readonly width?: number
  /** `end` for amounts. */
  readonly align?: 'end'
}

/** In rem: the least width of a column without a width of its own, and of the page where it is as wide as it gets. */
const minColumn = 5.5
const minPage = 71

type TableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
  /** For long lists: one line a row, in full on focus and on paper; the header stays in sight. */
  dense?: boolean
}

/**
 * The one table. On a phone each row becomes a card whose values carry their column's name. A row is drawn again only when
 * it or the columns change: long lists keep both.
 */
export function Table<Row>({ caption, columns, rows, rowKey, dense }: TableProps<Row>) {
  const least = columns.reduce((sum, { width }) => sum + (width ?? minColumn), 0)
  const table = (
    // The roles are spelled out because `display: block` on a phone would otherwise take them away.
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table
      role="table"
      className={cx(
        'w-full text-left max-sm:block',
        dense && 'sm:min-w-(--least) sm:table-fixed sm:text-sm print:min-w-0 print:table-auto print:dense',
      )}
      style={dense ? ({ '--least': `${least}rem` } as CSSProperties) : undefined}
    >
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className={cx('max-sm:sr-only', dense && 'sm:sticky sm:top-0 sm:z-1')}>
        <tr role="row" className="border-b border-line-soft bg-card text-xs text-ink-faint">
          {columns.map(({ header, width, align }) => (
            <th
              role="columnheader"
              scope="col"
              key={header}
              className={cx(
                'py-2 font-medium',
                align === 'end' && 'text-right',
                dense && width !== undefined && 'sm:w-(--width) print:w-auto',
                paddingOf(dense),
              )}
              style={dense && width !== undefined ? ({ '--width': `${width}rem` } as CSSProperties) : undefined}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row, index) => (
          <TableRow key={rowKey(row, index)} row={row} columns={columns} dense={dense} />
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  )
  // A table that scrolls sideways can't keep its header in sight, so it does only where the columns don't fit the window.
  return dense ? (
    <div className="@container print:[container-type:normal]">
      <div
        className={cx(
          'print:overflow-visible',
          least > minPage ? 'sm:overflow-x-auto' : 'sm:@max-[70.5rem]:overflow-x-auto',
        )}
      >
        {table}
      </div>
    </div>
  ) : (
    table
  )
}

const paddingOf = (dense: boolean | undefined) =>
  dense ? 'sm:px-2 sm:first:pl-5 sm:last:pr-5 print:px-1 print:first:pl-1 print:last:pr-1' : 'sm:px-5'

type RowProps<Row> = { row: Row; columns: readonly Column<Row>[]; dense: boolean | undefined }

function DrawnRow<Row>({ row, columns, dense }: RowProps<Row>) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tr
      role="row"
      className="relative border-b border-line-soft last:border-0 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:px-5 max-sm:py-3 sm:focus-within:bg-hover sm:hover:bg-hover"
    >
      {columns.map(({ header, cell, half, align }) => (
        <td
          role="cell"
          key={header}
          data-column={header}
          className={cx(
            'column-name align-top max-sm:block max-sm:min-w-0 max-sm:py-1',
            half ? undefined : 'max-sm:col-span-2',
            dense
              ? 'sm:truncate sm:py-1.5 sm:align-middle sm:**:[white-space:inherit]! sm:[tr:has(:focus-visible)>&]:whitespace-normal print:py-0 print:whitespace-normal'
              : 'sm:py-2.5',
            align === 'end' && 'sm:text-right',
            paddingOf(dense),
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
