/**
 * Which orchestration does a transfer belong to? Paxos has no such lookup: the transfer says its profile and when it was
 * made, so the profile's orchestrations around that time are read and their legs compared. At most two reads.
 */
import { queryOptions } from '@tanstack/react-query'
import { readInstant } from '#domain/instant.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { readPage } from '#paxos/page.ts'
import { readTransfer, type Transfer } from '#paxos/transfer.ts'
import type { Environment } from '../app-config.ts'
import { get } from './client.ts'
import { LookupError } from './lookup-error.ts'

/** A transfer's orchestration is made within moments of its source transfer; the payout may come days later. */
const beforeMs = 7 * 24 * 3_600_000
const afterMs = 3_600_000

/** `orchestrationId` is undefined when none of the orchestrations looked at has this leg. */
export type TransferOwner = {
  readonly transferId: string
  readonly role: 'source transfer' | 'destination transfer' | undefined
  readonly orchestrationId: string | undefined
}

/** The owner of the transfer with this id or, for a hash, of the transfer with that transaction; null when there is no such transfer. */
export const transferOwnerQuery = (environment: Environment, { id, hash }: { id?: string; hash?: string }) =>
  queryOptions({
    queryKey: [environment.name, 'transfer owner', id ?? hash],
    queryFn: async ({ signal }): Promise<TransferOwner | null> => {
      const transfer =
        id === undefined ? await readByHash(environment, hash ?? '', signal) : await readById(environment, id, signal)
      return transfer?.id === undefined ? null : findOwner(environment, transfer, transfer.id, signal)
    },
  })

async function readById(environment: Environment, id: string, signal: AbortSignal): Promise<Transfer | undefined> {
  try {
    return (await get(environment, 'transfer', { id }, readTransfer, signal)).value
  } catch (error) {
    if (error instanceof LookupError && error.problem.code === 'not_found') return undefined
    throw error
  }
}

async function readByHash(environment: Environment, hash: string, signal: AbortSignal): Promise<Transfer | undefined> {
  const query = { crypto_tx_hashes: [hash], limit: 2 }
  const page = await get(environment, 'transfers', { query }, json => readPage(json, 'transfers', readTransfer), signal)
  return page.value.items[0]?.value
}

async function findOwner(
  environment: Environment,
  transfer: Transfer,
  transferId: string,
  signal: AbortSignal,
): Promise<TransferOwner> {
  const nobody = { transferId, role: undefined, orchestrationId: undefined }
  const madeAt = readInstant(transfer.created_at)
  if (!madeAt || transfer.profile_id === undefined) return nobody
  const query = {
    profile_id: [transfer.profile_id],
    'created_at.gte': new Date(madeAt.ms - beforeMs).toISOString(),
    'created_at.lte': new Date(madeAt.ms + afterMs).toISOString(),
    limit: 1000,
  }
  const read = (json: unknown) => readPage(json, 'orchestrations', readOrchestration)
  const page = await get(environment, 'orchestrations', { query }, read, signal)
  for (const { value: orchestration } of page.value.items) {
    for (const side of ['source', 'destination'] as const) {
      if (orchestration[`${side}_transfer`]?.transfer_id !== transferId) continue
      return { transferId, role: `${side} transfer`, orchestrationId: orchestration.id }
    }
  }
  return nobody
}
