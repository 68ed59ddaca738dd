import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react'
import { cx } from '../display/cx.ts'
import { Icon } from '../display/icon.tsx'
import { enterByArrowKeys, goByArrowKeys } from './arrow-keys.ts'

const margin = 8

/** Below its button, and inside the window. In the page's coordinates, so that it moves along with the page. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const { left, bottom } = button.getBoundingClientRect()
  const room = document.documentElement.clientWidth - panel.offsetWidth - margin
  panel.style.left = `${Math.max(margin, Math.min(left, room)) + scrollX}px`
  panel.style.top = `${bottom + scrollY + 4}px`
}

/**
 * A button that opens a panel: a native popover, so Esc, a click elsewhere and the focus are the browser's business. The
 * content is made anew each time, from what holds then.
 */
export function Popover({
  label,
  value,
  look = 'filter',
  face,
  children,
}: {
  label: string
  /** What is chosen, shown on the button. */
  value?: string | undefined
  look?: 'filter' | 'action'
  /** Drawn on the button in place of its label. */
  face?: ReactNode
  children: (close: () => void) => ReactNode
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const onToggle = (event: ToggleEvent) => {
    setOpen(event.newState === 'open')
    if (event.newState === 'open' && panel.current && button.current) place(panel.current, button.current)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-expanded={open}
        onKeyDown={event => enterByArrowKeys(event, panel.current)}
        aria-label={face === undefined ? undefined : label}
        className={cx(
          'inline-flex max-w-full shrink-0 items-center gap-1.5 rounded-lg border font-medium',
          look === 'filter' ? 'h-8 px-2.5 text-sm max-md:h-9' : 'h-9 px-3 max-md:h-10',
          look === 'filter' && value === undefined && face === undefined
            ? 'border-dashed border-line-strong text-ink-soft hover:bg-hover hover:text-ink'
            : 'border-line bg-card text-ink shadow-card hover:bg-hover',
        )}
      >
        <span className="min-w-0 truncate">
          {face ?? label}
          {value !== undefined && <span className="font-normal text-link">: {value}</span>}
        </span>
        <Icon name="chevron" className="size-3 rotate-90 text-ink-faint" />
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={onToggle}
        onKeyDown={goByArrowKeys}
        className="absolute inset-auto m-0 max-h-[min(30rem,80vh)] w-72 max-w-[calc(100vw-1rem)] overflow-auto rounded-xl border border-line bg-card p-4 text-ink shadow-float"
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
