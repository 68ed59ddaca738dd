import { type ReactNode, useRef } from 'react'
import { Link } from 'react-router'
import { appConfig, environmentTitle } from '#web/app-config.ts'
import { setLocalFirst, useLocalFirst } from '#web/components/time-order.ts'
import { paths } from '#web/paths.ts'
import { ExternalLink } from '#web/ui/controls/button.tsx'
import { Dialog } from '#web/ui/controls/dialog.tsx'
import { Switch } from '#web/ui/controls/switch.tsx'
import { List } from '#web/ui/display/list.tsx'
import { useClosedEnvironments } from './closed-environment.tsx'

/** What the header has no room for on a phone. */
export function PhoneMenu({
  environment,
  onOpen,
  onClose,
}: {
  environment: string
  onOpen: (which: 'command' | 'help') => void
  onClose: () => void
}) {
  const local = useLocalFirst()
  const list = useRef<HTMLUListElement>(null)
  const closed = useClosedEnvironments()
  const others = appConfig.environments.filter(({ name }) => name !== environment && !closed.includes(name))
  // Closing first gives the focus back to the button, from where the next dialog takes it.
  const then = (which: 'command' | 'help') => () => {
    list.current?.closest('dialog')?.close()
    onOpen(which)
  }
  return (
    <Dialog title="Menu" onClose={onClose}>
      <List ref={list} className="-mx-2 grid gap-1">
        <Row>
          <button type="button" className={rowClass} onClick={then('command')}>
            Go to anything
          </button>
        </Row>
        <Row>
          <span className={rowClass}>
            <Switch on={local} onChange={setLocalFirst}>
              Times in your own zone
            </Switch>
          </span>
        </Row>
        {others.map(({ name }) => (
          <Row key={name}>
            <Link to={paths.lookup(name)} onClick={onClose} className={rowClass}>
              Switch to {environmentTitle(name)}
            </Link>
          </Row>
        ))}
        <Row>
          <button type="button" className={rowClass} onClick={then('help')}>
            Keyboard shortcuts
          </button>
        </Row>
        {appConfig.helpUrl !== undefined && (
          <Row>
            <span className={rowClass}>
              <ExternalLink href={appConfig.helpUrl}>Help from your company</ExternalLink>
            </span>
          </Row>
        )}
      </List>
    </Dialog>
  )
}

const rowClass =
  'flex min-h-11 w-full items-center rounded-lg px-2 text-left text-lg text-ink no-underline hover:bg-hover'

const Row = ({ children }: { children: ReactNode }) => <li>{children}</li>
