import type { Facts } from '#domain/orchestration/facts.ts'
import type { EventSearchResult, EventsFound } from '#domain/orchestration/timeline/event-search.ts'
import { eventSearchText, unknownEvents, webhookGaps } from '#domain/orchestration/timeline/event-times.ts'
import { readInstant } from '#domain/text/instant.ts'
import { utcDateTime, utcTime } from '#domain/text/time-text.ts'
import type { Environment } from '#web/app-config.ts'
import { Time } from '#web/components/time.tsx'
import { cx } from '#web/ui/cx.ts'
import { toneBox } from '#web/ui/tone.ts'
import { Untrusted } from '#web/ui/untrusted.tsx'
import { isOnlyOneMissing, type Parts } from '../enrichment/part.ts'
import { PartProblem } from './part-problem.tsx'

/** What the search for events came to, or why it could not be made. */
export function EventsPart({ facts, parts, environment }: { facts: Facts; parts: Parts; environment: Environment }) {
  const { events } = parts
  if (events.kind === 'read') return <EventsNote facts={facts} events={events.value} />
  if (events.kind !== 'problem') return null
  return (
    <PartProblem name="Event times" part={events} environment={environment.name} isOnlyOne={isOnlyOneMissing(parts)} />
  )
}

/** Webhooks that did not arrive, what was found, and what was looked through for it. */
function EventsNote({ facts, events }: { facts: Facts; events: EventsFound }) {
  return (
    <>
      {webhookGaps(facts).map(sentence => (
        <p key={sentence} className={cx('mb-1.5 rounded-md border px-2.5 py-1 font-semibold', toneBox.pending)}>
          {sentence}
        </p>
      ))}
      <p className="wrap-anywhere">
        {eventSearchText(facts)} Searched: {events.searches.map(searchText).join(' · ')}.
        {events.searches.some(({ whole }) => !whole) && ' The search stopped after three pages.'}
      </p>
      {unknownEvents(facts).map(({ id, type = 'no type', created_at }) => {
        const at = readInstant(created_at)
        return (
          <p key={id}>
            Also found:{' '}
            <code className="code">
              <Untrusted text={type} />
            </code>
            {at && (
              <>
                {' '}
                <Time at={at}>{utcDateTime(at)}</Time>
              </>
            )}
            , an event that this version doesn't know.
          </p>
        )
      })}
    </>
  )
}

/** "orchestration.completed found in 1 searched" */
function searchText({ type = 'any type', near, searched, found }: EventSearchResult): string {
  return found
    ? `${type} found in ${searched} searched`
    : `no matching event in ${searched} searched for ${type} around ${utcTime(near)}`
}
