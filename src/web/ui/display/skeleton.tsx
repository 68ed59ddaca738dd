import { cx } from './cx.ts'

/** A grey bar where text will stand. */
export const Skeleton = ({ className }: { className: string }) => (
  <div aria-hidden="true" className={cx('rounded-md bg-line-soft', className)} />
)
