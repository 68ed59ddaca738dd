import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { BatchRow } from '#domain/lists/batch.ts'
import { type Transfers, transfersToRead } from '#domain/lists/batch-failures.ts'
import { transfersByIdQuery } from '#web/api/identify-queries.ts'
import type { Environment } from '#web/app-config.ts'

const none: Transfers = new Map()
/** Paxos takes a filter up to a hundred times. */
const maxIds = 100

/** The transfers that may say who needs to act, in one call: of the first rows where there are many. Empty until read. */
export function useTransfers(environment: Environment, rows: readonly BatchRow[]): Transfers {
  const ids = useMemo(() => transfersToRead(rows).slice(0, maxIds), [rows])
  const { data } = useQuery({ ...transfersByIdQuery(environment, ids), enabled: ids.length > 0 })
  return data ?? none
}
