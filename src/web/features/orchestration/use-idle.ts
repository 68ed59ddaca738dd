import { useEffect, useState } from 'react'

/** Long enough for what the reader came for to be on the screen. */
const idleMs = 1500

/** Turns true once the page has been there for a while: what nobody needs at once waits for that. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), idleMs)
    return () => clearTimeout(timer)
  }, [])
  return idle
}
