/** Live rows: while the switch is on and the tab is looked at, open rows are read again as often as their age asks for. */
import { useEffect, useRef, useState } from 'react'
import { type DueTimes, dueTimes, takeDue } from '#domain/lists/batch-live.ts'
import { backoff } from '#domain/orchestration/polling.ts'
import { problemIs } from '#domain/problems/problem-table.ts'
import { serverNow } from '#web/api/clock.ts'
import { useVisible } from '#web/ui/state/use-visible.ts'
import type { Batch } from './use-batch.ts'

/** `final`: nothing is open any more. `stopped`: asking again would only repeat the answer. `at`: by `Date.now()`. */
export type LiveRows =
  | { readonly kind: 'off' | 'live' | 'final' | 'stopped' }
  | { readonly kind: 'retrying'; readonly at: number }

const none: DueTimes = new Map()

export function useLiveRows({ rows, reread }: Batch, on: boolean): LiveRows {
  const { reading, problem, failures, start } = reread
  const isActive = useVisible() && on
  const due = useRef(none)
  const wasActive = useRef(false)
  const [retryAt, setRetryAt] = useState<number>()
  const latestStart = useRef(start)
  useEffect(() => {
    latestStart.current = start
  })

  useEffect(() => {
    const now = serverNow()
    setRetryAt(undefined)
    // Switched on, or looked at again: everything open is read at once.
    if (isActive && !wasActive.current)
      due.current = new Map([...dueTimes(none, rows, { nowMs: now, spread: 0 }).keys()].map(id => [id, now]))
    wasActive.current = isActive
    if (!isActive || reading !== undefined) return
    if (problem && !problemIs('isPassing', problem.code)) return
    due.current = dueTimes(due.current, rows, { nowMs: now, spread: Math.random() })
    if (due.current.size === 0) return
    const first = Math.min(...due.current.values())
    const wait = problem ? backoff(failures, problem.retryAfter, problem.code) : Math.max(0, first - now)
    if (problem) setRetryAt(Date.now() + wait)
    const timer = setTimeout(() => {
      const { ids, rest } = takeDue(due.current, Math.max(serverNow(), first))
      due.current = rest
      void latestStart.current(ids, 'poll')
    }, wait)
    return () => clearTimeout(timer)
  }, [isActive, reading, problem, failures, rows])

  if (!on) return { kind: 'off' }
  if (problem && retryAt !== undefined) return { kind: 'retrying', at: retryAt }
  if (problem && reading === undefined && !problemIs('isPassing', problem.code)) return { kind: 'stopped' }
  return { kind: dueTimes(none, rows, { nowMs: 0, spread: 0 }).size === 0 ? 'final' : 'live' }
}
