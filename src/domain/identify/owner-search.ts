/**
 * Which orchestration does a transfer belong to? Paxos has no such lookup. A transfer names its profile and when it was
 * made, so the profile's orchestrations around that time are read, newest first, and their legs compared; capped, and what
 * was not reached is said.
 */
import type { Query } from '#paxos/api.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { LegName } from '../orchestration/facts.ts'
import { type Instant, instantFromMs, readInstant } from '../text/instant.ts'

/** A payout may come days after its orchestration was made; a deposit may be there an hour before the rule acts on it. */
const backMs = 7 * 24 * 3_600_000
const aheadMs = 3_600_000
const rowsPerPage = 1000
/** Pages of one search, over all profiles. With the call for orchestrations that a transfer names itself: six calls. */
const maxPages = 5

/** An orchestration that has the transfer as a leg. */
export type Owner = {
  readonly transferId: string
  readonly orchestration: Orchestration
  readonly role: LegName
}

/** How far a search has come: orchestrations compared, and the time down to which. */
export type OwnerProgress = { readonly compared: number; readonly reached: Instant | undefined }

export type OwnerSearch = {
  readonly owners: readonly Owner[]
  readonly compared: number
  /** The times of creation that were covered; undefined when no list was read. */
  readonly span: { readonly from: Instant; readonly to: Instant } | undefined
  /**
   * `found`: every transfer has its orchestration. `all`: the whole span was compared. `gave_up`: the cap was reached.
   * `no_profile`, `no_time`: a record lacks what a search needs.
   */
  readonly ended: 'found' | 'all' | 'gave_up' | 'no_profile' | 'no_time'
}

export type OwnerReader = (query: Query) => Promise<{
  readonly orchestrations: readonly Orchestration[]
  readonly next: string | undefined
}>

const sides = ['source', 'destination'] as const

/** The orchestrations that have one of these transfers as a leg. */
function ownersAmong(orchestrations: readonly Orchestration[], wanted: ReadonlySet<string>): Owner[] {
  return orchestrations.flatMap(orchestration =>
    sides.flatMap(role => {
      const transferId = orchestration[`${role}_transfer`]?.transfer_id
      return transferId !== undefined && wanted.has(transferId) ? [{ transferId, orchestration, role }] : []
    }),
  )
}

/** The orchestration that a transfer names in its own reference: `orchestration_id.<uuid>`. A hint, to be verified. */
const namedBy = ({ ref_id }: Transfer): string | undefined =>
  /^orchestration_id\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(ref_id ?? '')?.[1]?.toLowerCase()

/**
 * Searches the orchestrations of some transfers, in at most six calls of `read`. What `read` throws is thrown. Each page
 * is told to `onProgress`.
 */
export async function searchOwners(
  transfers: readonly Transfer[],
  read: OwnerReader,
  onProgress: (progress: OwnerProgress) => void = () => undefined,
): Promise<OwnerSearch> {
  const missing = new Set(transfers.flatMap(({ id }) => id ?? []))
  const owners: Owner[] = []
  let compared = 0
  const take = (orchestrations: readonly Orchestration[]) => {
    for (const owner of ownersAmong(orchestrations, missing)) {
      owners.push(owner)
      missing.delete(owner.transferId)
    }
  }
  const named = [...new Set(transfers.flatMap(transfer => namedBy(transfer) ?? []))]
  if (named.length > 0) take((await read({ orchestration_id: named, limit: named.length })).orchestrations)

  let span: OwnerSearch['span']
  let ended: OwnerSearch['ended'] = 'found'
  let pages = 0
  // Of several profiles, one that was not searched to its end counts for all.
  const endAs = (way: OwnerSearch['ended']) => {
    if (ended !== 'gave_up') ended = way
  }
  for (const { profile, transfers: group } of byProfile(transfers.filter(({ id }) => id && missing.has(id)))) {
    const times = group.flatMap(({ created_at }) => readInstant(created_at)?.ms ?? []).sort((a, b) => a - b)
    const [first, last] = [times[0], times.at(-1)]
    if (profile === undefined || first === undefined || last === undefined) {
      endAs(profile === undefined ? 'no_profile' : 'no_time')
      continue
    }
    const from = instantFromMs(first - backMs)
    const to = instantFromMs(last + aheadMs)
    const query = {
      profile_id: [profile],
      'created_at.gte': from.text,
      'created_at.lte': to.text,
      order: 'DESC',
      limit: rowsPerPage,
    }
    const isDone = () => group.every(({ id }) => id === undefined || !missing.has(id))
    let reached = to
    let cursor: string | undefined
    do {
      if (pages === maxPages) break
      pages += 1
      const page = await read(cursor === undefined ? query : { ...query, page_cursor: cursor })
      cursor = page.next
      compared += page.orchestrations.length
      take(page.orchestrations)
      reached = cursor === undefined ? from : (readInstant(page.orchestrations.at(-1)?.created_at) ?? reached)
      span = { from: reached, to }
      onProgress({ compared, reached })
    } while (cursor !== undefined && !isDone())
    if (!isDone()) endAs(reached === from ? 'all' : 'gave_up')
  }
  return { owners, compared, span, ended }
}

function byProfile(transfers: readonly Transfer[]) {
  const groups = Map.groupBy(transfers, ({ profile_id }) => profile_id)
  return [...groups].map(([profile, group]) => ({ profile, transfers: group }))
}
