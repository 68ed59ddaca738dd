/** The times of a step in words: never less certain and never more certain than they are. */
import type { Instant } from '../../text/instant.ts'
import { utcDate, utcDateTime, utcTime } from '../../text/time-text.ts'
import type { Step, StepTime } from './step.ts'

export type TimeOptions = { readonly withDate?: boolean | undefined }

/** An instant inside a sentence: `words` is what to show for it there, `text` goes into `<time datetime>`. */
export type ShownInstant = Instant & { readonly words: string }

/**
 * The words for a step's time in pieces, so that the page can wrap each instant in a `<time>`. Joined (an instant
 * gives its `words`) they are `stepTimeText`. Two instants of different days always show their dates.
 */
export function stepTimeParts(
  time: StepTime,
  { withDate = false }: TimeOptions = {},
): readonly (string | ShownInstant)[] {
  const one = (i: Instant): ShownInstant => ({ ...i, words: withDate ? utcDateTime(i) : utcTime(i) })
  switch (time.certainty) {
    case 'reported':
      return ['Recorded ', one(time.at)]
    case 'event':
      return [`${time.verb} `, one(time.at), ' (event)']
    case 'no-later-than':
      return [`${time.verb} by `, one(time.at), ' (last update)']
    case 'between':
    case 'observed': {
      const dates = withDate || utcDate(time.after) !== utcDate(time.before)
      const bare = (i: Instant) => (dates ? utcDateTime(i) : utcTime(i)).replace(' UTC', '')
      const [after, before] = [bare(time.after), bare(time.before)]
      return time.certainty === 'between'
        ? [
            'Between ',
            { ...time.after, words: after },
            ' and ',
            { ...time.before, words: `${before} UTC` },
            ' (inferred)',
          ]
        : ['Seen to change ', { ...time.after, words: after }, '–', { ...time.before, words: before }]
    }
    case 'unknown':
      return [time.verb === undefined ? 'Time not reported' : `${time.verb}: time not reported`]
  }
}

/** How sure a time is, in words: "Completed by 12:34:10 UTC (last update)". With the date where steps span several. */
export const stepTimeText = (time: StepTime, options: TimeOptions = {}): string =>
  stepTimeParts(time, options)
    .map(part => (typeof part === 'string' ? part : part.words))
    .join('')

/** True when the times of these steps fall on more than one UTC date: pass it as `withDate` to the words. */
export function spanDates(steps: readonly Step[]): boolean {
  const dates = steps
    .flatMap(step => step.times)
    .flatMap(instantsOf)
    .map(utcDate)
  return new Set(dates).size > 1
}

/** The instants a time consists of: none, one or two. */
export function instantsOf(time: StepTime): readonly Instant[] {
  if ('at' in time) return [time.at]
  return 'after' in time ? [time.after, time.before] : []
}
