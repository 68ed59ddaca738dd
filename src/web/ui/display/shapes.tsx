/** The shapes of the product: each status has its own outline, so that no meaning hangs on colour alone. */
import { cx } from './cx.ts'

export type ShapeName =
  | 'completed'
  | 'failed'
  | 'processing'
  | 'pending'
  | 'rejected'
  | 'unknown'
  | 'planned'
  | 'empty'
  | 'inferred'
  | 'held'

type Drawing = { readonly outline: string; readonly dashed?: boolean; readonly sign?: string; readonly solid?: boolean }

const round = 'M15 8A7 7 0 1 1 1 8a7 7 0 0 1 14 0z'

/** Outline and sign of each shape, in a 16 × 16 box; a `solid` sign is filled, a `dashed` outline has a sign without dashes. */
const drawings: Readonly<Record<ShapeName, Drawing>> = {
  completed: { outline: round, sign: 'M4.8 8.3l2.2 2.2 4.3-4.7' },
  failed: { outline: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z', sign: 'M5.5 5.5l5 5m0-5-5 5' },
  processing: { outline: round, sign: 'M8 1a7 7 0 0 1 0 14z', solid: true },
  pending: {
    outline:
      'M3.6 1.2h8.8a2.4 2.4 0 0 1 2.4 2.4v8.8a2.4 2.4 0 0 1-2.4 2.4H3.6a2.4 2.4 0 0 1-2.4-2.4V3.6a2.4 2.4 0 0 1 2.4-2.4z',
    sign: 'M6.2 5.2v5.6m3.6-5.6v5.6',
  },
  rejected: { outline: 'M8 .9 15.1 8 8 15.1.9 8z', sign: 'M5.8 10.2l4.4-4.4' },
  unknown: {
    outline: 'M3.2 1.2h9.6a2 2 0 0 1 2 2v9.6a2 2 0 0 1-2 2H3.2a2 2 0 0 1-2-2V3.2a2 2 0 0 1 2-2z',
    dashed: true,
    sign: 'M6 6.3c.1-2.6 4-2.5 4 .1 0 1.5-2 1.6-2 3.1M8 11.6v.2',
  },
  planned: { outline: round, sign: 'M9.1 8a1.1 1.1 0 1 1-2.2 0 1.1 1.1 0 0 1 2.2 0z', solid: true },
  empty: { outline: round, dashed: true },
  inferred: { outline: round, dashed: true, sign: 'M4.6 8h6.6M8.7 5.4 11.4 8l-2.7 2.6' },
  held: { outline: 'M8 1.4 15 14H1z', sign: 'M6.7 7.4v3.6m2.6-3.6v3.6' },
}

/** Draws a shape in the current text colour. Purely decorative: the words beside it carry the meaning. */
export function Shape({ name, className }: { name: ShapeName; className?: string }) {
  const { outline, dashed, sign = '', solid } = drawings[name]
  const isOnePath = sign === '' || !(solid || dashed)
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx('shrink-0', className)}
    >
      {/* Filled with the marker's own ground, which a sign of lines therefore shares. */}
      <path d={isOnePath ? outline + sign : outline} strokeDasharray={dashed ? '2.6 1.8' : undefined} />
      {!isOnePath && <path d={sign} fill={solid ? 'currentColor' : 'none'} stroke={solid ? 'none' : undefined} />}
    </svg>
  )
}
