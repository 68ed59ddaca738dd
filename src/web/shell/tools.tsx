import { type ComponentType, useState } from 'react'
import { useNavigate } from 'react-router'
import { appConfig } from '#web/app-config.ts'
import { setLocalFirst, useLocalFirst } from '#web/components/time-order.ts'
import { paths } from '#web/paths.ts'
import { announce } from '#web/ui/announcer.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { askFor } from '#web/ui/on-demand.tsx'
import { useShortcut } from '#web/ui/shortcuts.ts'

type Sheet = ComponentType<{ environment: string; onClose: () => void }>

const loadCommand = (): Promise<Sheet> => import('./command.tsx').then(({ Command }) => Command)
const loadHelp = (): Promise<Sheet> => import('./help.tsx').then(({ Help }) => Help)

const look =
  'grid h-8 min-w-8 place-items-center rounded-lg border border-line px-2 text-sm text-ink-soft hover:bg-hover hover:text-ink'

/** The small buttons at the end of the header, each with its key: the command field, the zone of times, the help; and the keys of the pages. */
export function Tools({ environment }: { environment: string }) {
  const [Open, setOpen] = useState<Sheet>()
  const open = async (load: () => Promise<Sheet>) => {
    const sheet = await askFor(load)
    setOpen(() => sheet)
  }
  const local = useLocalFirst()
  const switchZone = () => {
    setLocalFirst(!local)
    announce(local ? 'Times in UTC' : 'Times in your own zone')
  }
  useShortcut('mod+k', () => void open(loadCommand))
  useShortcut('?', () => void open(loadHelp))
  useShortcut('t', switchZone)
  const navigate = useNavigate()
  useShortcut('g h', () => void navigate(paths.lookup(environment)))
  useShortcut('g b', () => void navigate(paths.orchestrations(environment)))
  useShortcut('g r', () => void navigate(paths.rules(environment)))
  return (
    <div className="flex gap-2 whitespace-nowrap">
      <button type="button" onClick={() => open(loadCommand)} className={`${look} max-sm:hidden`}>
        Go to
      </button>
      <button
        type="button"
        onClick={switchZone}
        title="UTC or your own time first"
        aria-label={local ? 'Local time' : 'UTC time'}
        className={`${look} w-13 max-sm:hidden`}
      >
        {local ? 'Local' : 'UTC'}
      </button>
      <button type="button" onClick={() => open(loadHelp)} aria-label="Keyboard shortcuts" className={look}>
        ?
      </button>
      {appConfig.helpUrl !== undefined && (
        <span className="self-center max-sm:hidden">
          <ExternalLink href={appConfig.helpUrl}>Help</ExternalLink>
        </span>
      )}
      {Open && <Open environment={environment} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
