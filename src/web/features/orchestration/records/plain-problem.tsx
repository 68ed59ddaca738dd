import { Button } from '#web/ui/button.tsx'
import type { Part } from './part.ts'

/** A part that is missing because even the code that would explain it could not be loaded. */
export const PlainProblem = ({ name, part }: { name: string; part: Part<unknown> }) => (
  <p className="text-ink-soft">
    <strong className="font-semibold text-ink">{name} unavailable.</strong> Can't reach this dashboard's server.{' '}
    <Button size="small" onClick={'retry' in part ? part.retry : undefined}>
      Try again
    </Button>
  </p>
)
