import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ruleNamesQuery } from '#web/api/list-queries.ts'
import type { Environment } from '#web/app-config.ts'

/** What a rule goes by: its nickname, its reference, else its id. Always the same function while the rules are the same. */
export function useRuleName(environment: Environment): (id: string) => string {
  const { data } = useQuery(ruleNamesQuery(environment))
  return useCallback(
    (id: string) => {
      const rule = data?.find(known => known.id === id)
      return rule?.nickname ?? rule?.ref_id ?? id
    },
    [data],
  )
}
