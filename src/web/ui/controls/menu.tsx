import { type ReactNode, useId, useRef, useState } from 'react'
import type { Copyable } from '../copy/clipboard.ts'
import { useCopy } from '../copy/copy-button.tsx'
import { Icon } from '../display/icon.tsx'
import { useShortcutsOn } from '../page/shortcuts.ts'
import { enterByArrowKeys, goByArrowKeys } from './arrow-keys.ts'
import { Button, Kbd } from './button.tsx'

/**
 * A button that opens a list of actions: a native popover, so that Esc, a click elsewhere and the focus are the browser's
 * business. `children` gets what closes it.
 */
export function Menu({
  label,
  face,
  look = 'plain',
  className,
  children,
}: {
  /** Names the button and the list. */
  label: string
  /** Drawn on the button. */
  face: ReactNode
  look?: 'primary' | 'plain'
  className?: string
  children: (close: () => void) => ReactNode
}) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        popoverTarget={id}
        aria-label={label}
        title={label}
        look={look}
        className={className}
        onKeyDown={event => enterByArrowKeys(event, panel.current)}
      >
        {face}
      </Button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={() => setOpened(true)}
        onKeyDown={goByArrowKeys}
        className="menu rounded-xl border border-line bg-card text-ink shadow-float"
      >
        {opened && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}

export const MenuGroup = ({ title, children }: { title?: string; children: ReactNode }) => (
  <div className="border-t border-line-soft p-1.5 first:border-0">
    {title && <p className="px-2.5 pt-1 pb-0.5 text-xs text-ink-faint">{title}</p>}
    {children}
  </div>
)

export function MenuItem({
  children,
  hint,
  shortcut,
  pressed,
  disabled,
  onClick,
}: {
  children: ReactNode
  hint?: string
  shortcut?: string
  pressed?: boolean
  disabled?: boolean
  onClick: () => void
}) {
  const keys = useShortcutsOn() ? shortcut : undefined
  return (
    <button
      type="button"
      aria-disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      onClick={disabled ? undefined : onClick}
      className="flex min-h-9 w-full items-center gap-3 rounded-lg px-2.5 py-1.5 text-left hover:bg-hover aria-disabled:cursor-default aria-disabled:text-ink-faint"
    >
      <span className="min-w-0 flex-1">
        <span className="block">{children}</span>
        {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
      </span>
      {pressed && <Icon name="check" className="size-4 text-completed" />}
      {keys && (
        <span aria-hidden="true">
          <Kbd>{keys}</Kbd>
        </span>
      )}
    </button>
  )
}

/** Copies, and says so in its own place: the list stays open. */
export function MenuCopyItem({
  what,
  content,
  children,
  ...rest
}: {
  /** Announced: "Plain text copied" */
  what: string
  content: () => Copyable
  children: string
  hint?: string
  shortcut?: string
}) {
  const { copied, copy, fallback } = useCopy()
  return (
    <>
      <MenuItem onClick={() => void copy(what, content())} {...rest}>
        {copied ? (
          <span className="flex items-center gap-1.5 font-medium text-completed">
            <Icon name="check" className="size-3.5" /> Copied
          </span>
        ) : (
          children
        )}
      </MenuItem>
      {fallback}
    </>
  )
}
