/** Live polling of one payment: when to read again, when to stop, and what to tell the reader about it. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { readInstant } from '#domain/instant.ts'
import { backoff, nextPoll } from '#domain/polling.ts'
import { isTerminal } from '#domain/status-label.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { serverNow } from '#web/api/clock.ts'
import { problemOf } from '#web/api/lookup-error.ts'

/**
 * `retrying` and `stopped` follow a failed read: the first says when the next one is due (`Date.now()` milliseconds), the
 * second that only the reader can start one.
 */
export type Live =
  | { readonly kind: 'live' | 'paused' | 'final' | 'offline' | 'stopped' }
  | { readonly kind: 'retrying'; readonly at: number }

/** Failures that pass by themselves; after any other one, asking again would only repeat the answer. */
const passing = new Set([
  'upstream_penalty',
  'user_rate_limited',
  'budget_exhausted',
  'upstream_timeout',
  'upstream_unavailable',
  'upstream_bad_response',
  'overloaded',
  'shutting_down',
  'unreachable',
  'offline',
])

const subscribeTo =
  (target: EventTarget, ...events: string[]) =>
  (listener: () => void) => {
    for (const event of events) target.addEventListener(event, listener)
    return () => {
      for (const event of events) target.removeEventListener(event, listener)
    }
  }
const useVisible = () => useSyncExternalStore(subscribeTo(document, 'visibilitychange'), () => !document.hidden)
const useOnline = () => useSyncExternalStore(subscribeTo(window, 'online', 'offline'), () => navigator.onLine)

export function useLive(query: UseQueryResult<Answer<Orchestration>>, paused: boolean): Live {
  const { data, error, dataUpdatedAt, errorUpdatedAt, isFetching } = query
  const visible = useVisible()
  const online = useOnline()
  const [retryAt, setRetryAt] = useState<number>()
  const failures = useRef(0)
  const terminalReads = useRef(0)
  const problem = error ? problemOf(error) : undefined
  const settledAt = Math.max(dataUpdatedAt, errorUpdatedAt)

  // Counts by what settled last, so that a render for another reason counts nothing.
  const counted = useRef(0)
  useEffect(() => {
    if (counted.current === settledAt) return
    counted.current = settledAt
    failures.current = error ? failures.current + 1 : 0
    if (!error) terminalReads.current = data && isTerminal(data.value.status) ? terminalReads.current + 1 : 0
  }, [settledAt, error, data])

  const delay = (): number | false => {
    if (problem) return passing.has(problem.code) && backoff(failures.current, problem.retryAfter, problem.code)
    if (!data) return false
    return nextPoll({
      status: data.value.status,
      createdAt: readInstant(data.value.created_at),
      refreshCount: Math.max(0, terminalReads.current - 1),
      nowMs: serverNow(),
      random: Math.random,
    })
  }
  const refetch = useEffectEvent(() => void query.refetch({ cancelRefetch: false }))
  const nextDelay = useEffectEvent(delay)

  const settled = settledAt > 0 && !isFetching
  const failed = problem !== undefined
  useEffect(() => {
    setRetryAt(undefined)
    if (!settled || paused || !visible || !online) return
    const wait = nextDelay()
    if (wait === false) return
    // Time spent hidden, paused or offline counts: a page that comes back to old data reads at once.
    const due = Math.max(0, settledAt + wait - Date.now())
    if (failed) setRetryAt(Date.now() + due)
    const timer = setTimeout(refetch, due)
    return () => clearTimeout(timer)
  }, [settled, settledAt, failed, paused, visible, online])

  if (!online) return { kind: 'offline' }
  if (problem) {
    if (retryAt !== undefined) return { kind: 'retrying', at: retryAt }
    return { kind: isFetching ? 'live' : 'stopped' }
  }
  if (data && isTerminal(data.value.status)) return { kind: 'final' }
  return { kind: paused ? 'paused' : 'live' }
}
