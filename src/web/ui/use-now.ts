import { useEffect, useState } from 'react'

/** The time by `clock`, again every `everyMs`: only what shows an age is drawn anew. */
export function useNow(clock: () => number, everyMs: number): number {
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs)
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return now
}
