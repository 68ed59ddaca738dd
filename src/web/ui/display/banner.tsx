import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { type Tone, toneBox } from './tone.ts'

/** A sentence that stands out from the page. Its title says what it is about; colour only underlines it. */
export const Banner = ({ tone, title, children }: { tone: Tone; title: ReactNode; children?: ReactNode }) => (
  <div className={cx('rounded-lg border px-4 py-2.5', toneBox[tone])}>
    <p className="font-semibold wrap-anywhere">{title}</p>
    {children !== undefined && <div className="mt-0.5 wrap-anywhere">{children}</div>}
  </div>
)
