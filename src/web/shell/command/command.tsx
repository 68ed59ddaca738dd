import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { appConfig } from '#web/app-config.ts'
import { useRecents } from '#web/components/lookup/recents.ts'
import { useLookup } from '#web/components/lookup/use-lookup.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { cx } from '#web/ui/display/cx.ts'
import { Signs } from '#web/ui/display/sign.tsx'
import { boundKeys, pressKey } from '#web/ui/page/shortcuts.ts'
import { commandOptions, type Option } from './command-options.ts'
import { actionsOf } from './keys.ts'

/**
 * The command field: takes any paste, and lists the page's actions, what is pinned, recent and where one can go. A combobox with a list
 * that is always open: the focus stays in the field, the arrows choose. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function Command({ environment, onClose }: { environment: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const navigate = useNavigate()
  const lookup = useLookup(environment)
  const recents = useRecents()
  // As they are bound when the field opens.
  const [actions] = useState(() => actionsOf(boundKeys()))
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  // A field of one line drops line breaks, which the paste reader needs: the original is kept until the text is edited.
  const whole = useRef({ shown: '', pasted: '' })
  const given = text === whole.current.shown ? whole.current.pasted : text
  const groups = useMemo(() => {
    const environments = appConfig.environments.map(({ name }) => name)
    return commandOptions(given, { environment, environments, origin: location.origin }, recents ?? [], actions)
  }, [given, environment, recents, actions])
  const options = groups.flatMap(group => group.options)
  const chosen = options[Math.min(at, options.length - 1)]
  const optionId = (option: Option) => `${id} ${option.key}`.replaceAll(' ', '-')

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  const chosenId = chosen && optionId(chosen)
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const type = (value: string) => {
    setText(value)
    setAt(0)
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (!/[\r\n]/.test(pasted)) return
    event.preventDefault()
    const field = event.currentTarget
    const [from, to] = [field.selectionStart ?? 0, field.selectionEnd ?? 0]
    const around = (middle: string) => text.slice(0, from) + middle + text.slice(to)
    whole.current = { shown: around(pasted.replace(/[\r\n]+/g, ' ')), pasted: around(pasted) }
    type(whole.current.shown)
  }
  const open = (option: Option) => {
    dialog.current?.close()
    if ('action' in option) pressKey(option.action)
    else if ('to' in option) void navigate(option.to)
    else void lookup(option.lookup)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is open, its keys pick a word.
    if (event.nativeEvent.isComposing || options.length === 0) return
    const last = options.length - 1
    const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1 }[event.key]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && chosen) open(chosen)
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      aria-label="Go to"
      onClose={onClose}
      closedby="any"
      className="mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-1rem))] overflow-hidden rounded-xl border border-line bg-card p-0 text-ink shadow-float backdrop:bg-[rgb(10_14_20/0.45)]"
    >
      <div className="flex max-h-[70vh] flex-col">
        <div className="flex items-center border-b border-line-soft pr-3">
          <input
            role="combobox"
            aria-label="Paste an ID, a reference or a whole ticket, or find an action or a page"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={chosenId}
            aria-autocomplete="list"
            placeholder="Paste anything, or find an action or a page"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={event => type(event.target.value)}
            onPaste={onPaste}
            onKeyDown={onKeyDown}
            className="h-14 min-w-0 flex-1 bg-card px-5 text-lg text-ellipsis outline-none placeholder:text-ink-faint"
          />
          <Button size="small" onClick={() => dialog.current?.close()}>
            Close
          </Button>
        </div>
        <div id={`${id}-list`} role="listbox" aria-label="Actions and places" className="overflow-y-auto p-2">
          {groups.map(({ title, options: own }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, not options
            <div key={title} role="group" aria-label={title}>
              <p aria-hidden="true" className="px-3 pt-2 pb-1 text-xs text-ink-faint">
                {title}
              </p>
              {own.map(option => (
                <OptionRow
                  key={option.key}
                  id={optionId(option)}
                  option={option}
                  isChosen={option === chosen}
                  onOpen={() => open(option)}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </dialog>
  )
}

/** The focus stays in the field, which its keys are handled by. */
const OptionRow = ({
  id,
  option: { label, code, note },
  isChosen,
  onOpen,
}: {
  id: string
  option: Option
  isChosen: boolean
  onOpen: () => void
}) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows and Enter, in the field
  // biome-ignore lint/a11y/useFocusableInteractive: named by aria-activedescendant
  <div
    id={id}
    role="option"
    aria-selected={isChosen}
    onClick={onOpen}
    className={cx(
      'flex min-h-10 cursor-pointer items-center gap-x-3 rounded-lg px-3 py-1.5 max-sm:flex-wrap',
      isChosen ? 'bg-processing-fill text-processing' : 'hover:bg-hover',
    )}
  >
    <span className="shrink-0 font-medium">{label}</span>
    {code && (
      <span translate="no" className="code line-clamp-2 min-w-0 wrap-anywhere max-sm:order-last max-sm:basis-full">
        {code}
      </span>
    )}
    {note && (
      <span className="ml-auto shrink-0 pl-2 text-sm opacity-80">
        <Signs text={note} />
      </span>
    )}
  </div>
)
