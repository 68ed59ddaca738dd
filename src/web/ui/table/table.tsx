import { type CSSProperties, memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { cx } from '../cx.ts'
import { whenIdle } from '../when-idle.ts'
import { waitingRows } from './row-keys.ts'
import { type Places, placesOf } from './row-places.ts'

export type Column<Row> = {
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** On a phone it shares its line with another such column. */
  readonly half?: boolean
  /** A class for its least width, where breaking words would squeeze it too far. */
  readonly width?: string
}

/** Rows that are drawn together. */
export type Part<Row> = {
  readonly name: string
  readonly rows: readonly Row[]
  /** Names the order of the rows: in another one they are drawn again in place. */
  readonly order: string
  /**
   * `apart`: below others, and neither laid out nor painted while out of sight. `out-of-date`: hidden, but they keep their
   * room. `waiting`: laid out, but in nobody's sight, so that showing them costs little. All of these need `tracks`.
   */
  readonly look?: 'apart' | 'out-of-date' | 'waiting'
}

/**
 * The one table. On a phone each row becomes a card whose values carry their column's name. `dense` is for long lists,
 * whose columns need the width. `tracks`, a class for the widths of all columns, makes each row a grid of its own: no cell
 * is measured for another row's sake. A row is drawn again only when it or the columns are others: long lists keep both.
 */
export function Table<Row>({
  caption,
  columns,
  rowKey,
  dense,
  tracks,
  ...of
}: {
  caption: string
  columns: readonly Column<Row>[]
  rowKey: (row: Row, index: number) => string
  dense?: boolean
  tracks?: string
} & ({ rows: readonly Row[] } | { parts: readonly Part<Row>[] })) {
  const parts: readonly Part<Row>[] = 'parts' in of ? of.parts : [{ name: '', order: '', rows: of.rows }]
  const last = parts.findLast(({ look }) => look !== 'waiting')
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
      {parts.map(part => (
        <TableBody
          key={part.name}
          rows={part.rows}
          rowKey={rowKey}
          columns={columns}
          dense={dense}
          tracks={tracks}
          order={part.order}
          look={part.look}
          isLast={part === last}
        />
      ))}
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
  order: string
  look: Part<Row>['look']
  isLast: boolean
}

const looks = {
  apart: 'rows-apart',
  'out-of-date': 'rows-apart rows-hidden',
  waiting: cx('rows-hidden', waitingRows),
}

function DrawnBody<Row>({ rows, rowKey, columns, dense, tracks, order, look, isLast }: BodyProps<Row>) {
  const before = useRef<Places>(undefined)
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const places = useMemo(() => placesOf(before.current, order, keys), [order, keys])
  useEffect(() => {
    before.current = places
  })
  const body = useLaidOut(look === 'waiting', rows)
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tbody
      ref={body}
      role="rowgroup"
      className={cx(tracks ? 'block' : 'max-sm:block', isLast && 'rows-last', look && looks[look])}
      style={look && look !== 'waiting' ? ({ '--rows': rows.length } as CSSProperties) : undefined}
    >
      {rows.map((row, index) => (
        <TableRow key={places.names.get(keys[index] ?? '')} row={row} columns={columns} dense={dense} tracks={tracks} />
      ))}
    </tbody>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  )
}

/** For the body of rows that wait: hidden, they are laid out by nobody else, and showing them first would have to do it. */
function useLaidOut(waits: boolean, rows: readonly unknown[]) {
  const body = useRef<HTMLTableSectionElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: these rows are what is laid out
  useEffect(() => {
    // Asking where a row stands lays out all of them.
    if (waits) return whenIdle(() => void body.current?.lastElementChild?.getBoundingClientRect())
  }, [waits, rows])
  return body
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
        'border-b border-line-soft [.rows-last>&:last-child]:border-0 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:px-5 max-sm:py-3 sm:focus-within:bg-hover sm:hover:bg-hover',
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
