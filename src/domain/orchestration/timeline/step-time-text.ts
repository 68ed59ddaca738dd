/** The times of a step in words: never less certain and never more certain than they are. */
import type { Instant } from '../../text/instant.ts'
import { clockIn, dayIn, utcDate, utcDateTime, utcTime, type Zone, zoneCaption } from '../../text/time-text.ts'
import type { Step, StepNote, StepTime } from './step.ts'

/** In which zone times are written, and the day that stands above them and need not be repeated ("20 Apr 2026"). */
export type RowZone = { readonly zone: Zone; readonly day: string | undefined }

/** "12:34:10"; on another day than the one above "21 Apr 00:01:00", in another year "2 Jan 2027 00:01:00". */
export function rowClock(i: Instant, { zone, day }: RowZone): string {
  const own = dayIn(i, zone)
  if (own === day) return clockIn(i, zone)
  const isSameYear = day !== undefined && own.slice(-4) === day.slice(-4)
  return `${isSameYear ? own.slice(0, -5) : own} ${clockIn(i, zone)}`
}

/** An instant inside a text: `words` is what to show for it there, `text` goes into `<time datetime>`. */
export type ShownInstant = Instant & { readonly words: string }

const shown = (i: Instant, words: string): ShownInstant => ({ ...i, words })
const joined = (parts: readonly (string | ShownInstant)[]) =>
  parts.map(part => (typeof part === 'string' ? part : part.words)).join('')

/**
 * The words of a row's time in pieces, so that the page can wrap each instant in a `<time>`: "12:30:01",
 * "12:34:08 exact", "by 12:34:10", "12:31:10 – 12:32:05", "21 Apr 00:01:00 – 00:01:04", "12:34:05 – 12:34:10 seen",
 * "Time not reported".
 */
export function whenParts(time: StepTime, row: RowZone): readonly (string | ShownInstant)[] {
  const one = (i: Instant, day = row.day) => shown(i, rowClock(i, { ...row, day }))
  const range = (after: Instant, before: Instant) => [one(after), ' – ', one(before, dayIn(after, row.zone))]
  switch (time.certainty) {
    case 'reported':
      return [one(time.at)]
    case 'event':
      return [one(time.at), ' exact']
    case 'no-later-than':
      return ['by ', one(time.at)]
    case 'between':
      return range(time.after, time.before)
    case 'observed':
      return [...range(time.after, time.before), ' seen']
    case 'unknown':
      return ['Time not reported']
  }
}

/** `whenParts` as one text. */
export const whenText = (time: StepTime, row: RowZone): string => joined(whenParts(time, row))

/**
 * The same in full, for focus, copies and print: "12:30:01 UTC, recorded by Paxos", "by 12:34:10 UTC (last update)".
 * Always UTC, since it is read elsewhere. `withDate` puts the date in front of each time.
 */
export function timeInFull(time: StepTime, { withDate = false }: { readonly withDate?: boolean } = {}): string {
  const one = (i: Instant) => (withDate ? utcDateTime(i) : utcTime(i))
  const two = (after: Instant, before: Instant) => {
    const dates = withDate || utcDate(after) !== utcDate(before)
    const bare = (i: Instant) => (dates ? utcDateTime(i) : utcTime(i))
    return `${bare(after).replace(' UTC', '')} and ${bare(before)}`
  }
  switch (time.certainty) {
    case 'reported':
      return `${one(time.at)}, recorded by Paxos`
    case 'event':
      return `${one(time.at)}, from an event`
    case 'no-later-than':
      return `by ${one(time.at)} (last update)`
    case 'between':
      return `between ${two(time.after, time.before)} (inferred)`
    case 'observed':
      return `seen to change between ${two(time.after, time.before)}`
    case 'unknown':
      return 'time not reported'
  }
}

/** The day that stands above the steps: that of the first time that any of them has. */
export const dayOf = (steps: readonly Step[], zone: Zone): string | undefined => {
  const first = steps.flatMap(({ times }) => times).flatMap(instantsOf)[0]
  return first && dayIn(first, zone)
}

/** "28 Nov 2026, times in UTC", "20 Apr 2026, your time (UTC+2)"; without a day where no step has a time. */
export function timelineCaption(steps: readonly Step[], zone: Zone): string {
  const first = steps.flatMap(({ times }) => times).flatMap(instantsOf)[0]
  const caption = zoneCaption(first, zone)
  return first ? `${dayIn(first, zone)}, ${caption}` : `${caption.slice(0, 1).toUpperCase()}${caption.slice(1)}`
}

/** A note with its instants as the rows write them. */
export const noteText = (note: StepNote, row: RowZone): string =>
  note.map(part => (typeof part === 'string' ? part : rowClock(part, row))).join('')

/** A note for copies and print: whole times, in UTC. */
export const noteInFull = (note: StepNote): string =>
  note.map(part => (typeof part === 'string' ? part : utcDateTime(part))).join('')

/** The instants that a time consists of: none, one or two. */
export function instantsOf(time: StepTime): readonly Instant[] {
  if ('at' in time) return [time.at]
  return 'after' in time ? [time.after, time.before] : []
}
