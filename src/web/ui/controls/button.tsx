import type { ComponentPropsWithRef } from 'react'
import { cx } from '../display/cx.ts'
import { useShortcutsOn } from '../page/shortcuts.ts'

const looks = {
  primary: 'border-accent bg-accent text-accent-ink hover:bg-accent-hover hover:border-accent-hover shadow-card',
  plain: 'border-line bg-card text-ink hover:bg-hover hover:border-line-strong shadow-card',
  quiet: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink',
} as const

const sizes = {
  normal: 'h-9 px-3 gap-2 rounded-lg max-md:h-10 max-sm:px-2.5 max-sm:gap-1.5',
  small: 'h-6 px-1.5 gap-1 rounded-md text-xs',
} as const

type ButtonProps = ComponentPropsWithRef<'button'> & { look?: keyof typeof looks; size?: keyof typeof sizes }

/** The one button. `small` stands beside a value in a list; everything else is normal. */
export const Button = ({
  look = 'plain',
  size = 'normal',
  className,
  'aria-keyshortcuts': keys,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    className={cx(
      'inline-flex shrink-0 items-center justify-center border font-medium whitespace-nowrap transition-colors',
      looks[look],
      sizes[size],
      className,
    )}
    aria-keyshortcuts={useShortcutsOn() ? keys : undefined}
    {...rest}
  />
)
