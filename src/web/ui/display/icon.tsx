import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const drawings = {
  arrow: <path d="M2.5 8h11m-4-4 4 4-4 4" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  copy: (
    <path d="M10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v6A1.5 1.5 0 0 0 4 10.5m3-5h5A1.5 1.5 0 0 1 13.5 7v5.5A1.5 1.5 0 0 1 12 14H7a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 7 5.5" />
  ),
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  warn: <path d="M8 1.8 14.6 13.6H1.4zM8 6.4v3.4m0 1.9v.1" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.6" />,
} as const satisfies Record<string, ReactNode>

/** A small line drawing in the text's colour. Decorative: what it stands for is said in words beside it. */
export const Icon = ({ name, className }: { name: keyof typeof drawings; className: string }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    className={cx('shrink-0', className)}
  >
    {drawings[name]}
  </svg>
)
