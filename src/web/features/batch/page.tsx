import { Link } from 'react-router'
import type { Environment } from '#web/app-config.ts'
import { useEnvironment } from '#web/components/use-environment.ts'
import { paths } from '#web/paths.ts'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { useBatch } from './read/use-batch.ts'
import { useWanted, type WantedHere } from './read/use-wanted.ts'
import { Results } from './results.tsx'

/** Several orchestrations at once, by the IDs in the address or in what was pasted in this tab. */
export function BatchPage() {
  const environment = useEnvironment()
  const here = useWanted()
  if (here.wanted.length === 0) return <Nothing environment={environment} />
  return <Batch key={`${environment.name} ${here.name}`} environment={environment} here={here} />
}

function Nothing({ environment }: { environment: Environment }) {
  useDocumentTitle('No IDs · Orchestration Desk')
  return (
    <section className="rounded-xl border border-line bg-card p-6 shadow-card">
      <h1 ref={heading => heading?.focus()} tabIndex={-1} className="text-2xl font-semibold">
        This link has no IDs.
      </h1>
      <p className="mt-2 text-ink-soft">
        <Link to={paths.lookup(environment.name)}>Paste them into the box</Link>, one or many, or{' '}
        <Link to={paths.orchestrations(environment.name)}>browse the orchestrations</Link>.
      </p>
    </section>
  )
}

/** Reads the batch. What the reader does with the rows is below, and does not go through the reading of a thousand again. */
function Batch({ environment, here }: { environment: Environment; here: WantedHere }) {
  const batch = useBatch(environment, here.wanted)
  return <Results environment={environment} here={here} batch={batch} />
}
