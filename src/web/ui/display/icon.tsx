import { cx } from './cx.ts'

/** Each has its drawing in the style sheet, which makes it one element: a page has many. */
type IconName = 'arrow' | 'chevron' | 'copy' | 'more' | 'warn' | 'check'

/** A small line drawing in the text's colour. Decorative: what it stands for is said in words beside it. */
export const Icon = ({ name, className }: { name: IconName; className: string }) => (
  <span aria-hidden="true" className={cx('icon', `icon-${name}`, className)} />
)
