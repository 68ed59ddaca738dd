import type { ReactNode } from 'react'

/** A switch with its words; the whole line is the target. What it does begins at once. */
export const Switch = ({
  on,
  onChange,
  children,
}: {
  on: boolean
  onChange: (on: boolean) => void
  children: ReactNode
}) => (
  <label className="inline-flex h-8 cursor-pointer items-center gap-2 text-sm font-medium max-md:h-9">
    <input
      type="checkbox"
      role="switch"
      checked={on}
      aria-checked={on}
      onChange={event => onChange(event.target.checked)}
      className="relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken before:absolute before:top-[2px] before:left-[2px] before:size-3.5 before:rounded-full before:bg-ink-soft checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink forced-colors:appearance-auto forced-colors:before:hidden"
    />
    {children}
  </label>
)

/** A box to tick, and its words. */
export const Tick = ({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) => (
  <label className="flex min-h-8 items-center gap-2">
    <input
      type="checkbox"
      className="size-4 accent-accent"
      checked={on}
      onChange={event => onChange(event.target.checked)}
    />
    {label}
  </label>
)
