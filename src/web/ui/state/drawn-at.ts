/** Whether what is rendered was, or is being, drawn by the server. */
import { useSyncExternalStore } from 'react'

let drawnAt: number | undefined

/** Names the server's time of a drawing, in epoch milliseconds, before it is drawn or taken over. */
export function setDrawnAt(ms: number): void {
  drawnAt = ms
}

const never = () => () => undefined

/**
 * The time of the drawing, on the server and while the browser takes a drawing over; undefined from then on, and on a page
 * that the browser draws by itself. What depends on it is rendered once more after the takeover.
 */
export const useDrawnAt = (): number | undefined =>
  useSyncExternalStore(
    never,
    () => undefined,
    () => drawnAt,
  )
