/** Polls one orchestration: when to read again, when to stop, and what to tell the reader. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { backoff, hiddenWait, nextPoll } from '#domain/orchestration/polling.ts'
import { isTerminal } from '#domain/orchestration/status.ts'
import { problemIs } from '#domain/problems/problem-table.ts'
import { readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { serverNow } from '#web/api/clock.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { subscribeTo, useVisible } from '#web/ui/state/use-visible.ts'

/**
 * `retrying` and `stopped` follow a failed read: the first says when the next one is due (`Date.now()` milliseconds), the
 * second that only the reader can start one. `closing` is over, but for one more read to be sure.
 */
type LiveState =
  | { readonly kind: 'live' | 'paused' | 'closing' | 'final' | 'offline' | 'stopped' }
  | { readonly kind: 'retrying'; readonly at: number }

/** `watching`: the reader asked to be told of the end, so that a hidden tab goes on reading. */
export type Live = LiveState & { readonly watching: boolean; readonly watch: (on: boolean) => void }

/** By then what the proxy was renewing as it answered is there. */
const renewedMs = 2000

const subscribeToNetwork = subscribeTo(() => window, 'online', 'offline')
const useOnline = () =>
  useSyncExternalStore(
    subscribeToNetwork,
    () => navigator.onLine,
    () => true,
  )

/** Polls while the orchestration is open and the tab is visible or watched; `paused` is the reader's choice. */
export function useLive(query: UseQueryResult<Answer<Orchestration>>, paused: boolean): Live {
  const { data, error, dataUpdatedAt, errorUpdatedAt, isFetching } = query
  const visible = useVisible()
  const online = useOnline()
  const [watching, watch] = useState(false)
  const [retryAt, setRetryAt] = useState<number>()
  const failures = useRef(0)
  const terminalReads = useRef(0)
  /** Whether the one read after the terminal status has been made. */
  const [closed, setClosed] = useState(false)
  const problem = error ? problemOf(error) : data?.stale
  const settledAt = Math.max(dataUpdatedAt, errorUpdatedAt)

  // Counts by what settled last, so that a render for another reason counts nothing.
  const counted = useRef(0)
  useEffect(() => {
    if (counted.current === settledAt) return
    counted.current = settledAt
    failures.current = error || data?.stale ? failures.current + 1 : 0
    if (!error) terminalReads.current = data && isTerminal(data.value.status) ? terminalReads.current + 1 : 0
    setClosed(terminalReads.current > 1)
  }, [settledAt, error, data])

  const delay = (): number | false => {
    // After any other failure, asking again would only repeat the answer.
    if (problem)
      return problemIs('isPassing', problem.code) && backoff(failures.current, problem.retryAfter, problem.code)
    if (!data) return false
    if (data.renewing) return renewedMs
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
  const wasHidden = useRef(false)
  useEffect(() => {
    const cameBack = visible && wasHidden.current
    wasHidden.current = !visible
    setRetryAt(undefined)
    if (!settled || paused || !online) return
    const usual = nextDelay()
    const wait = usual === false || visible ? usual : hiddenWait(usual, watching)
    if (wait === false) return
    // Time spent hidden, paused or offline counts. Who comes back to the tab sees the present at once, but for a
    // wait that was asked for.
    const due = cameBack && !failed ? 0 : Math.max(0, settledAt + wait - Date.now())
    if (failed) setRetryAt(Date.now() + due)
    const timer = setTimeout(refetch, due)
    return () => clearTimeout(timer)
  }, [settled, settledAt, failed, paused, visible, online, watching])

  const state = (): LiveState => {
    if (!online) return { kind: 'offline' }
    if (problem) {
      if (retryAt !== undefined) return { kind: 'retrying', at: retryAt }
      return { kind: isFetching ? 'live' : 'stopped' }
    }
    if (closed) return { kind: 'final' }
    if (paused) return { kind: 'paused' }
    return { kind: data && isTerminal(data.value.status) ? 'closing' : 'live' }
  }
  return { ...state(), watching, watch }
}
