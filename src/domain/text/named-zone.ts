/** Zones by the names that browsers have for them. */
import type { Zone } from './time-text.ts'

/** As the time zone database writes them: "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Etc/GMT+3", "UTC". */
const zoneName = /^[A-Za-z][A-Za-z0-9_+-]{1,31}(?:\/[A-Za-z0-9_+-]{1,31}){0,2}$/

/** The zone of an IANA name; undefined where there is none. The text may come from anyone. */
export function namedZone(name: string): Zone | undefined {
  if (!zoneName.test(name)) return undefined
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
    return ({ ms }) => {
      const text = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
      const [, sign, hours = 0, minutes = 0] = /^GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
      return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    }
  } catch {
    return undefined
  }
}
