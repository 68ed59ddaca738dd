import { useState } from 'react'
import { useNavigate } from 'react-router'
import { pageRows } from '#domain/config/pages.ts'
import { appConfig } from '#web/app-config.ts'
import { setLocalFirst, useLocalFirst } from '#web/components/time-order.ts'
import { paths } from '#web/paths.ts'
import { ExternalLink } from '#web/ui/controls/button.tsx'
import { Dialog } from '#web/ui/controls/dialog.tsx'
import { lazyPart } from '#web/ui/loading/lazy-part.tsx'
import { type MissingProps, UnreachablePart } from '#web/ui/loading/unreachable.tsx'
import { announce } from '#web/ui/page/announcer.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { AccountButton } from './account-button.tsx'
import type { SheetName, SheetProps } from './sheets.tsx'

/** They bring the paste reader, which no page needs before it is drawn. */
const Sheet = lazyPart<SheetProps>(
  () => import('./sheets.tsx').then(({ Sheet }) => Sheet),
  null,
  ({ onClose, onLoadAgain }: SheetProps & MissingProps) => (
    <Dialog title="Not loaded" onClose={onClose}>
      <UnreachablePart onLoadAgain={onLoadAgain} />
    </Dialog>
  ),
)

const look =
  'grid h-8 min-w-8 place-items-center rounded-lg border border-line px-2 text-sm text-ink-soft hover:bg-hover hover:text-ink'

/** The end of the header: account, command field, zone of times and help, each with its key, on a phone in a menu; and the keys of pages. */
export function Tools({ environment }: { environment: string }) {
  // Opened again before the browser has said that it closed, it is another one.
  const [open, setOpen] = useState<{ which: SheetName; time: number }>()
  const show = (which: SheetName) => setOpen(was => ({ which, time: (was?.time ?? 0) + 1 }))
  const local = useLocalFirst()
  const switchZone = () => {
    setLocalFirst(!local)
    announce(local ? 'Times in UTC' : 'Times in your own zone')
  }
  useShortcut('mod+k', () => show('command'))
  useShortcut('?', () => show('help'))
  useShortcut('t', switchZone)
  return (
    <div className="flex flex-wrap justify-end gap-2 whitespace-nowrap">
      {appConfig.signIn && <AccountButton className={`${look} max-sm:h-9!`} onOpen={() => show('account')} />}
      <button type="button" onClick={() => show('command')} className={`${look} max-sm:hidden`}>
        Go to
      </button>
      <button
        type="button"
        onClick={switchZone}
        title="Switch between UTC and local time"
        aria-label={local ? 'Local time' : 'UTC time'}
        className={`${look} min-w-13 max-sm:hidden`}
      >
        {local ? 'Local' : 'UTC'}
      </button>
      <button
        type="button"
        onClick={() => show('help')}
        aria-label="Keyboard shortcuts"
        className={`${look} max-sm:hidden`}
      >
        ?
      </button>
      <button type="button" onClick={() => show('menu')} className={`${look} h-9! sm:hidden`}>
        Menu
      </button>
      {appConfig.helpUrl !== undefined && (
        <span className="self-center max-sm:hidden">
          <ExternalLink href={appConfig.helpUrl}>Help</ExternalLink>
        </span>
      )}
      {pageRows.map(
        ([page, { keys }]) => keys && <PageKeys key={page} keys={keys} to={paths.page(environment, page)} />,
      )}
      {open && (
        <Sheet
          key={open.time}
          which={open.which}
          environment={environment}
          onOpen={show}
          onClose={() => setOpen(was => (was === open ? undefined : was))}
        />
      )}
    </div>
  )
}

/** Keys that lead to a page. */
function PageKeys({ keys, to }: { keys: string; to: string }) {
  const navigate = useNavigate()
  useShortcut(keys, () => void navigate(to))
  return null
}
