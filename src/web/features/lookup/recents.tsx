import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { csvFile } from '#domain/lists/csv.ts'
import { pin, type Recent, stillOpen } from '#domain/lists/recents.ts'
import { problemText } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import { ageText } from '#domain/text/time-text.ts'
import { type EnumValue, orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { serverNow } from '#web/api/clock.ts'
import { currentStatusQuery } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { OrchestrationBadge } from '#web/components/badge.tsx'
import { changeRecents, switchRecents, useRecents } from '#web/components/lookup/recents.ts'
import { paths } from '#web/paths.ts'
import { announce } from '#web/ui/announcer.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { useNow } from '#web/ui/use-now.ts'

/** Pinned and recently looked up, in this environment and this browser; what changed since is said. */
export function Recents({ environment }: { environment: Environment }) {
  const recents = useRecents()
  const here = recents?.filter(one => one.environment === environment.name) ?? []
  const open = stillOpen(here)
    .slice(0, 100)
    .map(({ id }) => id)
  const { data: current, error } = useQuery({ ...currentStatusQuery(environment, open), enabled: open.length > 0 })
  if (recents === undefined)
    return (
      <p className="mt-10 flex flex-wrap items-center gap-3 text-sm text-ink-faint">
        Lookups are not remembered in this browser.
        <Button size="small" onClick={() => switchRecents(true)}>
          Remember them
        </Button>
      </p>
    )
  if (here.length === 0) return null
  const forget = (which: (recent: Recent) => boolean) => {
    changeRecents(all => all.filter(one => one.environment !== environment.name || !which(one)))
    announce('Cleared')
    // The button may be gone, and the focus with it.
    document.getElementById('lookup')?.focus()
  }
  const lists = [
    ['Pinned', here.filter(({ pinned }) => pinned)],
    ['Recent', here.filter(({ pinned }) => !pinned)],
  ] as const
  return (
    <div className="mt-10 grid gap-6">
      {lists.map(
        ([title, list]) =>
          list.length > 0 && (
            <Card key={title} title={title} aside="in this browser only">
              <ul>
                {list.map(recent => (
                  <Item key={recent.id} recent={recent} now={current?.get(recent.id)} />
                ))}
              </ul>
            </Card>
          ),
      )}
      {error && (
        <p className="-mt-3 text-sm text-ink-soft">
          Not checked whether the open ones have changed.{' '}
          {problemText(problemOf(error), { environment: environment.name }).heading}
        </p>
      )}
      <p className="-mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={() => saveFile('lookups.csv', 'text/csv;charset=utf-8', fileOf(here))}>
          Export
        </Button>
        {here.some(({ pinned }) => !pinned) && (
          <Button size="small" onClick={() => forget(({ pinned }) => !pinned)}>
            Clear recent
          </Button>
        )}
        {here.some(({ pinned }) => pinned) && (
          <Button size="small" onClick={() => forget(() => true)}>
            Clear recent and pinned
          </Button>
        )}
        <Button size="small" onClick={() => switchRecents(false)}>
          Clear and stop remembering
        </Button>
      </p>
    </div>
  )
}

const header = ['environment', 'id', 'status', 'source_asset', 'destination_asset', 'updated_at', 'looked_at'] as const

const fileOf = (recents: readonly Recent[]) =>
  csvFile(
    header,
    recents.map(recent => header.map(name => recent[name] ?? '')),
  )

const wordOf = (raw: string | undefined): EnumValue<(typeof orchestrationStatuses)[number]> =>
  readEnum(orchestrationStatuses, raw)

/** `now` is the status by a read of just now, where there was need of one. */
function Item({ recent, now }: { recent: Recent; now: string | undefined }) {
  const { environment, id, status, source_asset, destination_asset, looked_at, pinned } = recent
  const time = useNow(serverNow, 60_000)
  const at = readInstant(looked_at)
  const changed = now !== undefined && now !== status
  const assets = [...new Set([source_asset, destination_asset].filter(Boolean))].join(' → ')
  return (
    <li className="flex items-start gap-3 border-b border-line-soft px-5 py-2.5 last:border-0 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <OrchestrationBadge status={wordOf(changed ? now : status)} />
          {changed && <strong className="text-sm font-semibold text-pending">Changed since you looked</strong>}
          <span className="text-sm text-ink-soft">{assets}</span>
          {at && <span className="text-sm text-ink-faint">looked at {ageText(at, time)}</span>}
        </div>
        <Link to={paths.orchestration(environment, id)} className="code mt-0.5 inline-block">
          {id}
        </Link>
      </div>
      <Button
        size="small"
        aria-label={`${pinned ? 'Unpin' : 'Pin'} ${id}`}
        data-pin={id}
        onClick={() => {
          changeRecents(all => pin(all, recent, !pinned))
          // It moves to the other list, and the focus with it.
          setTimeout(() => document.querySelector<HTMLElement>(`[data-pin="${CSS.escape(id)}"]`)?.focus())
        }}
      >
        {pinned ? 'Unpin' : 'Pin'}
      </Button>
    </li>
  )
}
