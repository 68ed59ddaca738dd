import { appConfig } from '#web/app-config.ts'
import { setLocalFirst, useLocalFirst } from '#web/components/time-order.ts'
import { ExternalLink, Kbd } from '#web/ui/controls/button.tsx'
import { Dialog } from '#web/ui/controls/dialog.tsx'
import { Tick } from '#web/ui/controls/switch.tsx'
import { setShortcuts, useShortcutsOn } from '#web/ui/page/shortcuts.ts'
import { allKeys } from './command/keys.ts'

/** The `?` sheet: what the keys do, and the switch that turns them off. */
export function Help({ onClose }: { onClose: () => void }) {
  const on = useShortcutsOn()
  const local = useLocalFirst()
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5">
        {allKeys.map(([names, does]) => (
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
      <div className="mt-5 border-t border-line-soft pt-3">
        <Tick label="Use single-key shortcuts in this browser" on={on} onChange={setShortcuts} />
        <p className="mb-1 pl-6 text-sm text-ink-faint">Every shortcut also has a button on the page.</p>
        <Tick label="Show times in my own zone first" on={local} onChange={setLocalFirst} />
        <p className="mt-2">
          <ExternalLink href="/LICENSES.txt">Open-source licenses</ExternalLink>
        </p>
        {appConfig.helpUrl !== undefined && (
          <p className="mt-2">
            <ExternalLink href={appConfig.helpUrl}>Help from your company</ExternalLink>
          </p>
        )}
      </div>
    </Dialog>
  )
}
