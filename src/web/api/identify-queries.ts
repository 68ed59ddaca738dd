/** The queries that find out what a text is when it is not an orchestration's id. None is on the way of one that is. */
import { queryOptions } from '@tanstack/react-query'
import { type OwnerProgress, type OwnerSearch, searchOwners } from '#domain/identify/owner-search.ts'
import { type PaxosEvent, readEvent } from '#paxos/event.ts'
import { readPage } from '#paxos/page.ts'
import { readTransfer, type Transfer } from '#paxos/transfer.ts'
import type { Environment } from '#web/app-config.ts'
import { type Answer, get } from './client.ts'
import { readOrchestrations } from './queries.ts'

/** Transfers of one transaction, or with one reference, that are followed up. */
const maxTransfers = 10

/** One event by its id. */
export const eventQuery = (environment: Environment, id: string) =>
  queryOptions({
    queryKey: [environment.name, 'event', id] as const,
    queryFn: ({ signal }): Promise<Answer<PaxosEvent>> => get(environment, 'event', { id }, readEvent, signal),
  })

export type TransferClue = { readonly hash: string } | { readonly references: readonly string[] }

/** `more` when Paxos has further ones, which are not followed up. */
export type FoundTransfers = { readonly transfers: readonly Transfer[]; readonly more: boolean }

/** The transfers of a transaction, or with one of these reference ids. Each only once. */
export const transfersQuery = (environment: Environment, clue: TransferClue) =>
  queryOptions({
    queryKey: [environment.name, 'transfers by', clue] as const,
    queryFn: async ({ signal }): Promise<FoundTransfers> => {
      const filter = 'hash' in clue ? { crypto_tx_hashes: spellings(clue.hash) } : { ref_ids: clue.references }
      const query = { ...filter, limit: maxTransfers }
      const read = (json: unknown) => readPage(json, 'transfers', readTransfer)
      const { value } = await get(environment, 'transfers', { query }, read, signal)
      const transfers = [...new Map(value.items.map(({ value: transfer }) => [transfer.id, transfer])).values()]
      return { transfers, more: value.next !== undefined }
    },
  })

/** Transfers of an identity that are followed up: as many as one filter takes. */
const maxOfIdentity = 100

/** The latest transfers of an identity. */
export const identityTransfersQuery = (environment: Environment, identity: string) =>
  queryOptions({
    queryKey: [environment.name, 'transfers of identity', identity] as const,
    queryFn: async ({ signal }): Promise<FoundTransfers> => {
      const query = { identity_ids: [identity], limit: maxOfIdentity }
      const read = (json: unknown) => readPage(json, 'transfers', readTransfer)
      const { value } = await get(environment, 'transfers', { query }, read, signal)
      return { transfers: value.items.map(({ value: transfer }) => transfer), more: value.next !== undefined }
    },
  })

/** Transfers by their ids, a hundred at most; those that were not found are missing. */
export const transfersByIdQuery = (environment: Environment, ids: readonly string[]) =>
  queryOptions({
    queryKey: [environment.name, 'transfers by id', ids] as const,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, Transfer>> => {
      const read = (json: unknown) => readPage(json, 'transfers', readTransfer)
      const { value } = await get(environment, 'transfers', { query: { ids, limit: ids.length } }, read, signal)
      return new Map(value.items.flatMap(({ value: transfer }) => (transfer.id ? [[transfer.id, transfer]] : [])))
    },
  })

/** Hexadecimal digits are the same in either case, and chains differ in whether they write `0x`; base58 is case-sensitive. */
function spellings(hash: string): readonly string[] {
  const digits = /^(?:0x)?([0-9a-f]{64})$/i.exec(hash)?.[1]?.toLowerCase()
  return digits === undefined ? [hash] : [...new Set([hash, `0x${digits}`, digits])]
}

const started: OwnerProgress = { compared: 0, reached: undefined }
const progressKey = (environment: Environment, ids: string) => [environment.name, 'owners progress', ids] as const
const idsOf = (transfers: readonly Transfer[]) => transfers.flatMap(({ id }) => id ?? []).join()

/** The orchestrations of some transfers, see `searchOwners`: at most six calls. How far it is: `ownersProgressQuery`. */
export const ownersQuery = (environment: Environment, transfers: readonly Transfer[]) =>
  queryOptions({
    queryKey: [environment.name, 'owners', idsOf(transfers)] as const,
    queryFn: ({ signal, client }): Promise<OwnerSearch> => {
      const key = progressKey(environment, idsOf(transfers))
      client.setQueryData(key, started)
      return searchOwners(
        transfers,
        async query => {
          const { value } = await get(environment, 'orchestrations', { query }, readOrchestrations, signal)
          return { orchestrations: value.items.map(item => item.value), next: value.next }
        },
        progress => client.setQueryData(key, progress),
      )
    },
    staleTime: 60_000,
  })

export const ownersProgressQuery = (environment: Environment, transfers: readonly Transfer[]) =>
  queryOptions({
    queryKey: progressKey(environment, idsOf(transfers)),
    queryFn: () => started,
    enabled: false,
  })
