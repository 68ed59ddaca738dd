/** The filters of a list in words, each with what the list is without it. */
import type { OrchestrationStatus } from '#paxos/enums.ts'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { orchestrationStatusLabel } from '../orchestration/status.ts'
import { readInstant } from '../text/instant.ts'
import { utcDateTime } from '../text/time-text.ts'
import { type BrowseFilters, type Created, type ListName, listNames, noFilters, spans } from './browse-filters.ts'

export const filterLabels: Readonly<Record<ListName | 'created', string>> = {
  status: 'Status',
  source_asset: 'Source asset',
  destination_asset: 'Destination asset',
  orchestration_rule_id: 'Rule',
  profile_id: 'Profile',
  ref_id: 'Reference',
  created: 'Created',
}

const statusWord = (raw: string): string =>
  orchestrationStatusLabel(readEnum<OrchestrationStatus>(orchestrationStatuses, raw))

/** "last 24 hours", "from 2026-04-20 00:00:00 UTC", "2026-04-20 00:00:00 UTC to 2026-04-21 00:00:00 UTC"; undefined for any time. */
export function createdText(created: Created): string | undefined {
  if (created.kind === 'any') return undefined
  if (created.kind === 'last') return spans[created.span].words
  const [from, to] = [created.from, created.to].map(text => {
    const at = readInstant(text)
    return at && utcDateTime(at)
  })
  if (from && to) return `${from} to ${to}`
  return from ? `from ${from}` : `before ${to}`
}

/** One active filter: what it is, what it says, and the filters without it. */
export type ActiveFilter = {
  readonly name: ListName | 'created'
  readonly label: string
  readonly value: string
  readonly without: BrowseFilters
}

/** The active filters in the order of the bar. `ruleName` turns a rule's id into its name, where it is known. */
export function activeFilters(
  filters: BrowseFilters,
  ruleName: (id: string) => string = id => id,
): readonly ActiveFilter[] {
  const words = (name: ListName) =>
    filters[name]
      .map(value =>
        name === 'status' ? statusWord(value) : name === 'orchestration_rule_id' ? ruleName(value) : value,
      )
      .join(', ')
  // Without one of its filters the list is another one, so a cursor no longer fits.
  const rest: BrowseFilters = { ...filters, page_cursor: undefined }
  const created = createdText(filters.created)
  return [
    ...listNames
      .filter(name => filters[name].length > 0)
      .map(name => ({ name, label: filterLabels[name], value: words(name), without: { ...rest, [name]: [] } })),
    ...(created === undefined
      ? []
      : [
          {
            name: 'created' as const,
            label: filterLabels.created,
            value: created,
            without: { ...rest, created: noFilters.created },
          },
        ]),
  ]
}

/** "First 100 shown", "All 37 shown", "100 older shown", "Last 12 shown". Never a total that nobody counted. */
export function countText(count: number, more: boolean, { onFirstPage = true, newestFirst = true } = {}): string {
  const number = count.toLocaleString('en')
  if (count === 1 && onFirstPage && !more) return '1 shown'
  if (onFirstPage) return more ? `First ${number} shown` : `All ${number} shown`
  return more ? `${number} ${newestFirst ? 'older' : 'newer'} shown` : `Last ${number} shown`
}
