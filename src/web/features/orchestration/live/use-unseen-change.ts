import { useEffect, useState } from 'react'
import type { Orchestration } from '#paxos/orchestration.ts'
import { useVisible } from '#web/ui/state/use-visible.ts'

/** True when a status changed while the tab was in the background, until the tab is looked at. */
export function useUnseenChange({ status, source_transfer, destination_transfer }: Orchestration): boolean {
  const visible = useVisible()
  const statuses = [status.raw, source_transfer?.status.raw, destination_transfer?.status.raw].join(' ')
  const [looked, setLooked] = useState(statuses)
  useEffect(() => {
    if (visible) setLooked(statuses)
  }, [visible, statuses])
  return !visible && looked !== statuses
}
