/** Whether times are shown in UTC, the default, or in the reader's own zone; kept in this browser. */
import { useSyncExternalStore } from 'react'
import { zoneCookie } from '#domain/config/drawing.ts'
import { ownZone, utcZone, type Zone } from '#domain/text/time-text.ts'
import { drawnZone } from '#web/ui/state/drawn-at.ts'
import { createSetting } from '#web/ui/state/store.ts'

const zone = createSetting('desk.times', ['utc', 'local'])
const isLocal = () => zone.get() === 'local'

/** Copies and print stay in UTC: they are read elsewhere. */
export function setLocalFirst(local: boolean): void {
  zone.set(local ? 'local' : 'utc')
  writeCookie()
}

/** True while the reader's own zone comes first. */
export const useLocalFirst = (): boolean =>
  useSyncExternalStore(zone.subscribe, isLocal, () => drawnZone() !== undefined)

/** The zone that times are written in. */
export const useZone = (): Zone => (useLocalFirst() ? ownZone : utcZone)

/** IANA name of this browser's zone. */
const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether a page drawn in this zone shows this browser's times. A page in UTC does until it is rendered again. */
export const isDrawnForHere = (): boolean => drawnZone() === undefined || drawnZone() === zoneHere()

/** Names the zone to the server again where it drew in another one: the reader has travelled, or their settings are gone. */
export function mendZoneCookie(): void {
  if (isLocal() ? drawnZone() !== zoneHere() : drawnZone() !== undefined) writeCookie()
}

/** Lets the server draw the next page in the reader's zone. */
function writeCookie(): void {
  const [value, seconds] = isLocal() ? [zoneHere(), 31_536_000] : ['', 0]
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox and Safari have had the other interface for too short a time
  document.cookie = `${zoneCookie}=${value}; Path=/; SameSite=Lax; Max-Age=${seconds}${secure}`
}
