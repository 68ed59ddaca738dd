/** The form controls of the lists: native ones, dressed alike. */
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from '../display/cx.ts'
import { Button } from './button.tsx'

const box =
  'w-full rounded-lg border border-line-strong bg-card px-2.5 text-base text-ink placeholder:text-ink-faint max-sm:text-lg'

export function TextField({ label, hint, ...rest }: { label: string; hint?: string } & ComponentPropsWithRef<'input'>) {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-medium">{label}</span>
      <input autoComplete="off" autoCapitalize="off" spellCheck={false} className={cx(box, 'h-9')} {...rest} />
      {hint && <span className="mt-1 block text-xs text-ink-faint">{hint}</span>}
    </label>
  )
}

export function LinesField({
  label,
  hint,
  ...rest
}: { label: string; hint?: string } & ComponentPropsWithRef<'textarea'>) {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-medium">{label}</span>
      <textarea
        rows={3}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className={cx(box, 'py-2 font-mono text-sm')}
        {...rest}
      />
      {hint && <span className="mt-1 block text-xs text-ink-faint">{hint}</span>}
    </label>
  )
}

/** A box or a dot with its words; the whole line is the target. */
export const Choice = ({ children, ...rest }: { children: ReactNode } & ComponentPropsWithRef<'input'>) => (
  <label className="flex min-h-8 items-center gap-2.5 rounded-md px-1.5 hover:bg-hover">
    <input className="size-4 shrink-0 accent-accent" {...rest} />
    <span className="min-w-0 wrap-anywhere">{children}</span>
  </label>
)

/** A choice of one, whose change counts at once. */
export const Select = ({
  label,
  options,
  ...rest
}: {
  label: string
  options: readonly (readonly [value: string, words: string])[]
} & ComponentPropsWithRef<'select'>) => (
  <label className="inline-flex items-center">
    <span className="sr-only">{label}</span>
    <select
      className="h-8 rounded-lg border border-line bg-card px-2 text-sm font-medium text-ink shadow-card hover:bg-hover max-md:h-9"
      {...rest}
    >
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

/** A small form: its fields, and one button that applies them. */
export function FilterForm({ onApply, children }: { onApply: (form: FormData) => void; children: ReactNode }) {
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        onApply(new FormData(event.currentTarget))
      }}
    >
      {children}
      <Button type="submit" look="primary" className="mt-3 w-full">
        Apply
      </Button>
    </form>
  )
}

/** A field that leaves the rows that hold its text. `label` may change with what it leaves; `name` is what it is called. */
export const RowFilter = ({
  label,
  name,
  text,
  onText,
}: {
  label: string
  name: string
  text: string
  onText: (text: string) => void
}) => (
  <label className="ml-auto flex items-center gap-2 text-sm max-sm:ml-0 max-sm:w-full max-sm:flex-wrap print:hidden">
    <span className="text-ink-faint">{label}</span>
    <input
      type="search"
      aria-label={name}
      value={text}
      onChange={event => onText(event.target.value)}
      autoComplete="off"
      spellCheck={false}
      className="h-8 w-52 rounded-lg border border-line-strong bg-card px-2.5 text-ink max-sm:h-10 max-sm:w-full max-sm:text-lg"
    />
  </label>
)
