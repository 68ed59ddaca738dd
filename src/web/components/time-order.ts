/** Whether times are shown in UTC, the default, or in the reader's own zone; kept in this browser. */
import { ownZone, utcZone, type Zone } from '#domain/text/time-text.ts'
import { createSetting, useStore } from '#web/ui/state/store.ts'

const zone = createSetting('desk.times', ['utc', 'local'])

/** Copies and print stay in UTC: they are read elsewhere. */
export const setLocalFirst = (local: boolean): void => zone.set(local ? 'local' : 'utc')

/** The zone that times are written in. */
export const useZone = (): Zone => (useLocalFirst() ? ownZone : utcZone)

/** True while the reader's own zone comes first. */
export const useLocalFirst = (): boolean => useStore(zone) === 'local'
