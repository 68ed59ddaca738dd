import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from '../display/cx.ts'
import { useShortcutsOn } from '../page/shortcuts.ts'

const looks = {
  primary: 'border-accent bg-accent text-accent-ink hover:bg-accent-hover hover:border-accent-hover shadow-card',
  plain: 'border-line bg-card text-ink hover:bg-hover hover:border-line-strong shadow-card',
  quiet: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink',
} as const

const sizes = {
  normal: 'min-h-9 px-3 gap-2 rounded-lg max-md:min-h-10 max-sm:px-2.5 max-sm:gap-1.5',
  small: 'min-h-6 px-1.5 gap-1 rounded-md text-xs',
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
      'inline-flex max-w-full shrink-0 items-center justify-center border font-medium transition-colors',
      looks[look],
      sizes[size],
      className,
    )}
    aria-keyshortcuts={useShortcutsOn() ? keys : undefined}
    {...rest}
  />
)

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

/** A link that leaves this product: a new tab that learns nothing of this one. */
export const ExternalLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} target="_blank" rel="noopener noreferrer">
    {children}
    <span aria-hidden="true">↗</span>
    <span className="sr-only"> (opens in a new tab)</span>
  </a>
)

export const Kbd = ({ children }: { children: string }) => (
  <kbd className="rounded-sm border border-line bg-card px-1.5 font-mono text-xs text-ink-faint">{children}</kbd>
)
