import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react'
import { Button, Kbd } from '#web/ui/controls/button.tsx'
import { cx } from '#web/ui/display/cx.ts'
import { Icon } from '#web/ui/display/icon.tsx'
import { useShortcutsOn } from '#web/ui/page/shortcuts.ts'

const fieldLabel = 'Orchestration ID, reference, transfer ID or transaction hash'

export type LookupField = { focus: () => void; fill: (text: string) => void }

/**
 * The paste box: one field, one line or many. Enter looks up, Shift+Enter breaks the line. What was typed stays in the
 * field whatever comes of it; `initial` fills it when the address says what is being looked at.
 */
export function LookupForm({
  initial,
  large,
  hint,
  problem,
  onLookup,
  ref,
}: {
  initial: string
  large?: boolean
  hint?: string
  /** What is wrong with the text, shown under the field. */
  problem?: ReactNode
  onLookup: (text: string) => void
  ref?: Ref<LookupField>
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const filled = useRef(initial)
  const keys = useShortcutsOn()
  useEffect(() => {
    // What someone typed before the app was there stays.
    if (field.current && filled.current !== initial) field.current.value = initial
    filled.current = initial
  }, [initial])
  useImperativeHandle(ref, () => ({
    focus: () => {
      field.current?.focus()
      field.current?.select()
    },
    fill: text => {
      if (!field.current) return
      field.current.value = text
      field.current.focus()
    },
  }))

  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    onLookup(field.current?.value ?? '')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is open, Enter picks a word.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
    if (event.key === 'Escape') field.current?.blur()
  }
  const id = large ? 'lookup' : 'lookup-top'
  return (
    <search aria-label="Look up an orchestration" className={large ? 'block' : 'max-w-2xl min-w-32 flex-1'}>
      <form onSubmit={submit} className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <label htmlFor={id} className={large ? 'mb-1.5 block font-semibold' : 'sr-only'}>
            {fieldLabel}
          </label>
          {/* The field shrinks when it loses the focus to a click on the button, which must stay under the pointer. */}
          <div className={large ? 'flex gap-2 max-sm:flex-col' : 'flex items-start gap-2'}>
            <div className="@container relative min-w-0 flex-1">
              <textarea
                id={id}
                ref={field}
                rows={1}
                defaultValue={initial}
                aria-invalid={problem ? true : undefined}
                aria-describedby={problem ? `${id}-problem` : hint ? `${id}-hint` : undefined}
                aria-keyshortcuts={keys ? '/' : undefined}
                placeholder={large ? undefined : fieldLabel}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                enterKeyHint="search"
                onKeyDown={onKeyDown}
                onFocus={event => event.currentTarget.select()}
                className={cx(
                  'block field-sizing-content w-full resize-none overflow-auto border border-line-strong bg-card font-mono text-ink placeholder:font-sans placeholder:text-ink-faint',
                  large
                    ? 'max-h-64 min-h-12 rounded-xl px-4 py-3 text-base max-sm:text-lg'
                    : 'max-h-9 min-h-9 rounded-lg px-3 py-2 text-sm one-line focus:max-h-40 @min-[22rem]:pr-9',
                )}
              />
              {!large && keys && (
                <span className="pointer-events-none absolute top-2 right-2 @max-[22rem]:hidden" aria-hidden="true">
                  <Kbd>/</Kbd>
                </span>
              )}
            </div>
            <Button
              type="submit"
              look={large ? 'primary' : 'plain'}
              className={large ? 'min-h-12! rounded-xl! px-5 text-lg' : 'max-md:min-h-9!'}
            >
              {large ? (
                'Look up'
              ) : (
                <>
                  <Icon name="arrow" className="size-4 md:hidden" />
                  <span className="max-md:sr-only">Look up</span>
                </>
              )}
            </Button>
          </div>
          {problem && (
            <div id={`${id}-problem`} role="alert" className="mt-2 text-failed">
              {problem}
            </div>
          )}
          {hint && (
            <p id={`${id}-hint`} className="mt-2 text-sm text-ink-faint">
              {hint}
            </p>
          )}
        </div>
      </form>
    </search>
  )
}
