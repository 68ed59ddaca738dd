import { environmentTitle } from '#web/app-config.ts'

const bars: Readonly<Record<string, string>> = { sandbox: 'SANDBOX: test money', demo: 'DEMO: simulated data' }

/** Says in words where one is. Production is a plain label in the header instead: the usual place needs no stripes. */
export function EnvironmentBar({ name }: { name: string }) {
  if (name === 'production') return null
  return (
    <div className="stripes border-b border-pending-line px-4 py-0.5 text-center text-xs font-semibold tracking-wide text-pending">
      <span className="rounded-sm bg-card px-2">{bars[name] ?? `${environmentTitle(name)}: not production`}</span>
    </div>
  )
}
