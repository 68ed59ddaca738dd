import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pin, type Recent, stillOpen } from '#domain/lists/recents.ts'
import { problemText } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import { ageText } from '#domain/text/time-text.ts'
import { type EnumValue, orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { serverNow } from '#web/api/clock.ts'
import { currentStatusQuery } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { OrchestrationBadge } from '#web/components/badge.tsx'
import { rowName } from '#web/components/list/row-name.ts'
import { SaveButtons, type Table } from '#web/components/list/save-buttons.tsx'
import { changeRecents, switchRecents, useRecents } from '#web/components/lookup/recents.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Card } from '#web/ui/display/card.tsx'
import { List } from '#web/ui/display/list.tsx'
import { Signs } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { announce } from '#web/ui/page/announcer.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import { rowLink, useRowClicks } from '#web/ui/table/row-keys.ts'

/** Pinned and recently looked up, in this environment and this browser; what changed since is said. */
export function Recents({ environment }: { environment: Environment }) {
  useRowClicks()
  const recents = useRecents()
  const here = recents?.filter(one => one.environment === environment.name) ?? []
  const open = stillOpen(here)
    .slice(0, 100)
    .map(({ id }) => id)
  const { data: current, error } = useQuery({ ...currentStatusQuery(environment, open), enabled: open.length > 0 })
  if (recents === undefined)
    return (
      <p className="mt-10 flex flex-wrap items-center gap-3 text-sm text-ink-faint">
        History is off in this browser.
        <Button size="small" onClick={() => switchRecents(true)}>
          Turn on history
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
              <List>
                {list.map(recent => (
                  <Item key={recent.id} recent={recent} now={current?.get(recent.id)} />
                ))}
              </List>
            </Card>
          ),
      )}
      {error && (
        <p className="-mt-3 text-sm text-ink-soft">
          Couldn't refresh open orchestrations.{' '}
          {problemText(problemOf(error), { environment: environment.name }).heading}
        </p>
      )}
      <div className="-mt-3 flex flex-wrap gap-2">
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
          Turn off history
        </Button>
        <SaveButtons size="small" name={() => 'lookups'} table={() => tableOf(here)} />
      </div>
    </div>
  )
}

const header = [
  'environment',
  'id',
  'status',
  'source_amount',
  'source_asset',
  'destination_asset',
  'ref_id',
  'updated_at',
  'looked_at',
] as const

const tableOf = (recents: readonly Recent[]): Table => ({
  header,
  rows: recents.map(recent => header.map(name => recent[name] ?? '')),
})

const wordOf = (raw: string | undefined): EnumValue<(typeof orchestrationStatuses)[number]> =>
  readEnum(orchestrationStatuses, raw)

/** `now` is the status by a read of just now, where there was need of one. */
function Item({ recent, now }: { recent: Recent; now: string | undefined }) {
  const { environment, id, status, source_amount, source_asset, destination_asset, ref_id, looked_at, pinned } = recent
  const time = useNow(serverNow, 60_000)
  const at = readInstant(looked_at)
  const changed = now !== undefined && now !== status
  const shown = wordOf(changed ? now : status)
  const to = destination_asset !== undefined && destination_asset !== source_asset ? ` → ${destination_asset}` : ''
  const amount =
    source_amount === undefined ? (source_asset ?? '') : amountText(readAmount(source_amount), source_asset)
  return (
    <li className="relative flex items-center gap-x-3 border-b border-line-soft px-5 py-1.5 text-sm flex-wrap last:border-0 hover:bg-hover">
      <span className="min-w-30 max-w-full shrink-0">
        <OrchestrationBadge status={shown} />
      </span>
      <span translate="no" className="w-44 max-w-full shrink-0 truncate text-right max-md:w-auto">
        <strong className="font-semibold">{amount}</strong>
        <span className="text-ink-soft">
          <Signs text={to} />
        </span>
      </span>
      <span className="min-w-0 flex-1 truncate text-ink-soft **:[white-space:inherit] max-md:basis-full">
        {ref_id !== undefined && <Untrusted text={ref_id} />}
      </span>
      <Link
        to={paths.orchestration(environment, id)}
        translate="no"
        aria-label={rowName({ status: shown, source_amount, source_asset, destination_asset }, id)}
        className="code w-24 max-w-full shrink-0 truncate py-0.5 max-md:w-auto"
        {...rowLink}
      >
        {id}
      </Link>
      <span className="w-32 max-w-full shrink-0 text-right text-ink-faint max-md:w-auto">
        {changed ? (
          <strong className="font-semibold text-pending">Changed since</strong>
        ) : (
          at && `Viewed ${ageText(at, time)}`
        )}
      </span>
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
