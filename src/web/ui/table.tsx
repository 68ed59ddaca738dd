import { type CSSProperties, memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { cx } from './cx.ts'
import { type Places, placesOf } from './row-places.ts'

export type Column<Row> = {
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** On a phone it shares its line with another such column. */
  readonly half?: boolean
  /** A class for its least width, where breaking words would squeeze it too far. */
  readonly width?: string
}

/**
 * The one table. On a phone each row becomes a card whose values carry their column's name. `dense` is for long lists,
 * whose columns need the width. `tracks`, a class for the widths of all columns, makes each row a grid of its own: no cell
 * is measured for another row's sake, and those of `rest` that are out of sight are neither laid out nor painted. A row is drawn again only
 * when it or the columns are others: long lists keep both.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  dense,
  tracks,
  order,
  rest,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
  dense?: boolean
  tracks?: string
  /** Names the order of the rows: in another one they are drawn again in place. */
  order?: string
  /** More rows below these, drawn apart from them, with `tracks` only: hidden while they are out of date. */
  rest?: { readonly rows: readonly Row[]; readonly order: string; readonly hidden: boolean }
}) {
  const padding = paddingOf(dense)
  return (
    // The roles are spelled out because `display: block` on a phone would otherwise take them away.
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table role="table" className={cx('w-full text-left', tracks ? 'block' : 'max-sm:block', dense && 'sm:text-sm')}>
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className={cx('max-sm:sr-only', tracks && 'block')}>
        <tr
          role="row"
          className={cx('border-b border-line-soft text-xs text-ink-faint', tracks && 'grid items-start', tracks)}
        >
          {columns.map(({ header }) => (
            <th role="columnheader" scope="col" key={header} className={cx('py-2 font-medium', padding)}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <TableBody rows={rows} rowKey={rowKey} columns={columns} dense={dense} tracks={tracks} order={order} />
      {rest && rest.rows.length > 0 && (
        <TableBody
          rows={rest.rows}
          rowKey={rowKey}
          columns={columns}
          dense={dense}
          tracks={tracks}
          order={rest.order}
          look={cx('rows-apart', rest.hidden && 'rows-out-of-date')}
        />
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
  tracks: string | undefined
  order: string | undefined
  look?: string
}

function DrawnBody<Row>({ rows, rowKey, columns, dense, tracks, order = '', look }: BodyProps<Row>) {
  const before = useRef<Places>(undefined)
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const places = useMemo(() => placesOf(before.current, order, keys), [order, keys])
  useEffect(() => {
    before.current = places
  })
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tbody
      role="rowgroup"
      className={cx(tracks ? 'block' : 'max-sm:block', look)}
      style={look ? ({ '--rows': rows.length } as CSSProperties) : undefined}
    >
      {rows.map((row, index) => (
        <TableRow key={places.names.get(keys[index] ?? '')} row={row} columns={columns} dense={dense} tracks={tracks} />
      ))}
    </tbody>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  )
}

type RowProps<Row> = {
  row: Row
  columns: readonly Column<Row>[]
  dense: boolean | undefined
  tracks: string | undefined
}

function DrawnRow<Row>({ row, columns, dense, tracks }: RowProps<Row>) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tr
      role="row"
      className={cx(
        'border-b border-line-soft [:last-child>&:last-child]:border-0 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:px-5 max-sm:py-3 sm:focus-within:bg-hover sm:hover:bg-hover',
        tracks && 'grid break-inside-avoid items-start',
        tracks,
      )}
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
