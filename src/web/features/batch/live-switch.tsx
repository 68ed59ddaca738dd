import { readInstant } from '#domain/text/instant.ts'
import { ageText } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { Switch } from '#web/ui/controls/switch.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import type { LiveRows } from './read/use-live-rows.ts'

/** The switch that keeps the open rows up to date, and when they were read last. The age is not announced: changes are. */
export const LiveSwitch = ({
  live,
  readAt,
  onSwitch,
}: {
  live: LiveRows
  /** RFC 3339 */
  readAt: string | undefined
  onSwitch: (on: boolean) => void
}) => (
  <div className="flex items-center gap-2">
    <Switch on={live.kind !== 'off'} onChange={onSwitch}>
      Live
    </Switch>
    {live.kind !== 'off' && (
      <span className="text-sm whitespace-nowrap text-ink-faint">
        <State live={live} readAt={readAt} />
      </span>
    )}
  </div>
)

function State({ live, readAt }: { live: LiveRows; readAt: string | undefined }) {
  const now = useNow(serverNow, 1000)
  if (live.kind === 'final') return 'Nothing open'
  if (live.kind === 'stopped') return 'Updates stopped'
  if (live.kind === 'retrying') return `Retrying in ${Math.max(0, Math.ceil((live.at - Date.now()) / 1000))} s`
  const at = readInstant(readAt)
  return at ? `checked ${ageText(at, now)}` : 'checking…'
}
