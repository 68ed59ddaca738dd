import { type ReactNode, useState } from 'react'
import { isTerminal } from '#domain/orchestration/status.ts'
import type { Include } from '#domain/share/include.ts'
import { announce } from '#web/ui/announcer.tsx'
import type { Copyable } from '#web/ui/clipboard.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { unreachable } from '#web/ui/unreachable.tsx'
import type { Live } from '../live/use-live.ts'
import { askToNotify, notificationsBlocked } from '../live/use-tell-when-done.ts'
import { type Format, type Subject, summaryIn } from './share.ts'

const formats: readonly (readonly [format: Format, what: string, label: string])[] = [
  ['text', 'Plain text', 'Plain text'],
  ['jira', 'Jira summary', 'Jira markup'],
  ['customer', 'Words for the customer', 'For the customer: no IDs, no reasons'],
]

/** Everything that the three buttons of the head have no room for. */
export function MoreMenu({
  subject,
  live,
  include,
  onInclude,
  onCopy,
  onDone,
}: {
  subject: Subject
  live: Live
  include: Include
  onInclude: (include: Include) => void
  onCopy: (what: string, content: Copyable) => void
  onDone: () => void
}) {
  const isDone = isTerminal(subject.facts.orchestration.status)
  // An offer that one may stand on does not vanish when the payment comes to its end.
  const [wasOpen] = useState(!isDone)
  const [packHint, setPackHint] = useState('One file: facts, raw JSON, request IDs')
  const savePack = () =>
    import('./pack.ts').then(
      ({ downloadPack }) => {
        onDone()
        downloadPack(subject, include)
      },
      () => {
        announce(unreachable)
        setPackHint(`${unreachable} Check your VPN or network, then try again.`)
      },
    )
  const then = (act: () => void) => () => {
    onDone()
    act()
  }
  return (
    <>
      <Group title="Copy summary as">
        {formats.map(([format, what, label]) => (
          <Item key={format} onClick={() => onCopy(what, summaryIn(format, subject, include))}>
            {label}
          </Item>
        ))}
      </Group>
      <fieldset className="border-t border-line-soft px-4 py-3">
        <legend className="float-left mb-1.5 w-full text-xs text-ink-faint">In summaries and in the pack</legend>
        <div className="clear-both flex flex-wrap gap-x-3 gap-y-1">
          <Tick
            label="Include addresses"
            on={include.addresses}
            onChange={addresses => onInclude({ ...include, addresses })}
          />
          <Tick
            label="Include metadata"
            on={include.metadata}
            onChange={metadata => onInclude({ ...include, metadata })}
          />
        </div>
      </fieldset>
      <Group>
        <Item onClick={() => onCopy('ID', { text: subject.id })} shortcut="i">
          Copy ID
        </Item>
        <Item onClick={then(() => print())}>Print</Item>
        <Item onClick={() => void savePack()} hint={packHint}>
          Download escalation pack
        </Item>
        {wasOpen && (
          <Item
            pressed={live.watching}
            disabled={isDone || live.kind === 'paused'}
            onClick={() => {
              live.watch(!live.watching)
              if (!live.watching) void askToNotify()
            }}
            hint={isDone ? 'It is done' : tellHint(live)}
          >
            Tell me when it's done
          </Item>
        )}
      </Group>
    </>
  )
}

function tellHint({ kind, watching }: Live): string {
  if (kind === 'paused') return 'Live updates are paused'
  if (notificationsBlocked()) return 'Notifications are blocked in this browser: the tab’s title will tell'
  return watching ? 'On: keep this tab open' : 'By notification, also from the background'
}

const Group = ({ title, children }: { title?: string; children: ReactNode }) => (
  <div className="border-t border-line-soft p-1.5 first:border-0">
    {title && <p className="px-2.5 pt-1 pb-0.5 text-xs text-ink-faint">{title}</p>}
    {children}
  </div>
)

function Item({
  children,
  hint,
  shortcut,
  pressed,
  disabled,
  onClick,
}: {
  children: string
  hint?: string
  shortcut?: string
  pressed?: boolean
  disabled?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      onClick={disabled ? undefined : onClick}
      className="flex min-h-9 w-full items-center gap-3 rounded-lg px-2.5 py-1.5 text-left hover:bg-hover aria-disabled:cursor-default aria-disabled:text-ink-faint"
    >
      <span className="min-w-0 flex-1">
        <span className="block">{children}</span>
        {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
      </span>
      {pressed && <Icon name="check" className="size-4 text-completed" />}
      {shortcut && (
        <span aria-hidden="true">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </button>
  )
}

const Tick = ({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) => (
  <label className="flex min-h-6 items-center gap-2">
    <input
      type="checkbox"
      className="size-4 accent-accent"
      checked={on}
      onChange={event => onChange(event.target.checked)}
    />
    {label}
  </label>
)
