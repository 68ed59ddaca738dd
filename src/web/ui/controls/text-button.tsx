import type { ComponentPropsWithRef } from 'react'
import { cx } from '../display/cx.ts'
import { useShortcutsOn } from '../page/shortcuts.ts'

/** An action that stands inside a line of text, and looks like a link. */
export const TextButton = ({ className, 'aria-keyshortcuts': keys, ...rest }: ComponentPropsWithRef<'button'>) => (
  <button
    type="button"
    className={cx(
      'inline-flex min-h-6 shrink-0 items-center text-link underline decoration-1 underline-offset-2 hover:decoration-2',
      'aria-disabled:cursor-default aria-disabled:text-ink-faint aria-disabled:no-underline print:hidden',
      className,
    )}
    aria-keyshortcuts={useShortcutsOn() ? keys : undefined}
    {...rest}
  />
)
