import { useEffect, useState } from 'react'
import { useDrawnAt } from './drawn-at.ts'

/** The time by `clock`, again every `everyMs` if given: only what shows an age is drawn anew. */
export function useNow(clock: () => number, everyMs?: number): number {
  const drawnAt = useDrawnAt()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    if (everyMs === undefined) return
    const timer = setInterval(() => setNow(clock()), everyMs)
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return drawnAt ?? now
}
