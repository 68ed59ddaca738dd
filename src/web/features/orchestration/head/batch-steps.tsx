import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import { type BatchPlace, readBatchPlace } from '#web/components/list/batch-place.ts'
import { paths } from '#web/paths.ts'
import { Icon } from '#web/ui/display/icon.tsx'
import { announce, announceOnArrival } from '#web/ui/page/announcer.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { rememberRow } from '#web/ui/table/row-keys.ts'

/** "2 of 27" with links to the previous, the next and the batch, for an orchestration opened from a batch. */
export function BatchSteps({ batch, environment }: { batch: unknown; environment: string }) {
  const place = readBatchPlace(batch)
  return place && <Steps batch={place} environment={environment} />
}

function Steps({ batch, environment }: { batch: BatchPlace; environment: string }) {
  const { ids, at, address, pasted, page } = batch
  const navigate = useNavigate()
  const here = ids[at]
  useEffect(() => {
    // Going back to the batch finds the row of the one seen last, after a reload too.
    if (here !== undefined) rememberRow(page, paths.orchestration(environment, here))
  }, [page, here, environment])
  const step = (by: number) => {
    const id = ids[at + by]
    return id === undefined
      ? undefined
      : { to: paths.orchestration(environment, id), replace: true, state: { batch: { ...batch, at: at + by } } }
  }
  const said = (by: number) => {
    const id = ids[at + by]
    if (id !== undefined) rememberRow(page, paths.orchestration(environment, id))
    scrollTo(0, 0)
    announceOnArrival(`${at + by + 1} of ${ids.length}`)
  }
  const go = (by: number) => {
    const next = step(by)
    if (!next) return announce(by < 0 ? 'This is the first of the batch' : 'This is the last of the batch')
    const { to, ...options } = next
    void navigate(to, options)
    said(by)
  }
  useShortcut('[', () => go(-1))
  useShortcut(']', () => go(1))
  return (
    <nav aria-label="Steps through the batch" className="mb-4 flex h-9 items-center gap-1 text-sm print:hidden">
      <Link
        to={address}
        state={pasted === undefined ? undefined : { pasted }}
        className="mr-2 flex h-8 items-center gap-1.5 rounded-lg px-1"
      >
        <Icon name="arrow" className="size-3.5 rotate-180" />
        Batch
      </Link>
      <Step target={step(-1)} onGo={() => said(-1)} name="Previous" />
      <span className="min-w-20 px-1 text-center text-ink-soft">
        {(at + 1).toLocaleString('en')} of {ids.length.toLocaleString('en')}
      </span>
      <Step target={step(1)} onGo={() => said(1)} name="Next" />
    </nav>
  )
}

const look = 'flex h-8 items-center rounded-lg border border-line bg-card px-3 font-medium no-underline'

/** A link while there is one to go to; at either end its place stays, so that nothing beside it moves. */
function Step({
  target,
  onGo,
  name,
}: {
  target: { to: string; replace: boolean; state: object } | undefined
  onGo: () => void
  name: string
}) {
  if (!target) return <span className={`${look} text-ink-faint`}>{name}</span>
  return (
    <Link {...target} onClick={onGo} className={`${look} text-ink shadow-card hover:bg-hover`}>
      {name}
    </Link>
  )
}
