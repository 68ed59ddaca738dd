import { useState } from 'react'
import { Dialog } from '#web/ui/dialog.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { setShortcuts, shortcutsOn } from '#web/ui/shortcuts.ts'

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/', 'Ctrl K', '⌘ K'], 'Look up an ID or reference'],
  [['r'], 'Check this payment now'],
  [['p'], 'Pause or resume live updates'],
  [['c'], 'Copy summary'],
  [['l'], 'Copy link'],
  [['i'], 'Copy ID'],
  [['v'], 'Show or fold the raw JSON'],
  [['j', 'k'], 'Next or previous row of a list; Enter opens it'],
  [['g h', 'g b', 'g r'], 'Go to lookup, browse or rules'],
  [['?'], 'This help'],
  [['Esc'], 'Close, or leave a field'],
]

/** The `?` sheet: what the keys do, and the switch that turns them off. */
export function Help({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(shortcutsOn)
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5">
        {keys.map(([names, does]) => (
          <div key={does} className="contents">
            <dt className="flex flex-wrap gap-1">
              {names.map(name => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd className="text-ink-soft">{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex items-center gap-2 border-t border-line-soft pt-4">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={on}
          onChange={event => {
            setShortcuts(event.target.checked)
            setOn(event.target.checked)
          }}
        />
        Use single-key shortcuts in this browser
      </label>
      <p className="mt-1 pl-6 text-sm text-ink-faint">Every shortcut also has a button on the page.</p>
    </Dialog>
  )
}
