/** The shapes of the product: each status has its own outline, so that no meaning hangs on colour alone. */
import type { ReactNode } from 'react'
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

const round = <circle cx="8" cy="8" r="7" />
const roundDashed = <circle cx="8" cy="8" r="7" strokeDasharray="2.6 1.8" />

/** Outline (filled with the marker's own ground) and sign of each shape, in a 16 × 16 box. */
const drawings: Readonly<Record<ShapeName, { outline: ReactNode; sign: ReactNode }>> = {
  completed: { outline: round, sign: <path d="m4.8 8.3 2.2 2.2 4.3-4.7" fill="none" /> },
  failed: {
    outline: <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" />,
    sign: <path d="m5.5 5.5 5 5m0-5-5 5" fill="none" />,
  },
  processing: { outline: round, sign: <path d="M8 1a7 7 0 0 1 0 14z" fill="currentColor" stroke="none" /> },
  pending: {
    outline: <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2.4" />,
    sign: <path d="M6.2 5.2v5.6m3.6-5.6v5.6" fill="none" />,
  },
  rejected: { outline: <path d="M8 .9 15.1 8 8 15.1.9 8z" />, sign: <path d="m5.8 10.2 4.4-4.4" fill="none" /> },
  unknown: {
    outline: <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2" strokeDasharray="2.6 1.8" />,
    sign: (
      <>
        <path d="M6 6.3c.1-2.6 4-2.5 4 .1 0 1.5-2 1.6-2 3.1" fill="none" />
        <path d="M8 11.6v.2" />
      </>
    ),
  },
  planned: { outline: round, sign: <circle cx="8" cy="8" r="1.1" fill="currentColor" stroke="none" /> },
  empty: { outline: roundDashed, sign: null },
  inferred: { outline: roundDashed, sign: <path d="M4.6 8h6.6M8.7 5.4 11.4 8l-2.7 2.6" fill="none" /> },
}

/** Draws a shape in the current text colour. Purely decorative: the words beside it carry the meaning. */
export function Shape({ name, className }: { name: ShapeName; className?: string }) {
  const { outline, sign } = drawings[name]
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
      {outline}
      {sign}
    </svg>
  )
}
