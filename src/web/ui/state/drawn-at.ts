/** Whether what is rendered was, or is being, drawn by the server. */
import { useSyncExternalStore } from 'react'

/** The server's time of a drawing, in epoch milliseconds, and the zone that it is in unless that is UTC. */
type Drawn = { readonly at: number; readonly zone: string | undefined }

let drawn: Drawn | undefined

/** Called before a page is drawn, or taken over. */
export function setDrawn(next: Drawn): void {
  drawn = next
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
    () => drawn?.at,
  )

/** The zone of the drawing. */
export const drawnZone = (): string | undefined => drawn?.zone
