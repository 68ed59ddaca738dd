import { useId, useState } from 'react'
import type { Cell, CellLink } from '#domain/compare/cell.ts'
import { CodeText } from '#web/components/problem/problem.tsx'
import { TextButton } from '#web/ui/controls/button.tsx'
import { cx } from '#web/ui/display/cx.ts'
import { Signs } from '#web/ui/display/sign.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { SectionLink } from '../records/use-section.tsx'

/** One answer. Its height is kept while it is read, so that nothing below moves when it comes. */
export function StripCell({ cell, onRetry }: { cell: Cell; onRetry: (() => void) | undefined }) {
  const id = useId()
  const [room] = useState(() => roomOf(cell))
  const { heading, state, lead, text, quote, more = [], link } = cell
  return (
    <section
      aria-labelledby={id}
      className={cx(
        'min-w-0 border-line-soft px-4 py-2 not-first:border-t md:not-first:border-t-0 md:not-first:border-l print:min-h-0',
        room,
      )}
    >
      <div className="mb-0.5 flex items-baseline justify-between gap-3 text-xs">
        <h2 id={id} className="font-medium text-ink-faint">
          {heading}
        </h2>
        {link && <CellLinkTo link={link} />}
      </div>
      {quote !== undefined && lead === undefined && <Quote text={quote} />}
      {(lead ?? text) !== undefined && (
        // An answer takes the place of what stood there, and moves nothing of it.
        <p key={state} className="wrap-anywhere">
          {lead !== undefined && <strong className="font-semibold">{lead} </strong>}
          {text !== undefined && <Signs text={text} />}
        </p>
      )}
      {quote !== undefined && lead !== undefined && <Quote text={quote} />}
      {state === 'loading' && text === undefined && <Reading />}
      {more.map(sentence => (
        <p key={sentence} className="text-ink-soft wrap-anywhere">
          <CodeText text={sentence} />
        </p>
      ))}
      {onRetry && <TextButton onClick={onRetry}>Try again</TextButton>}
    </section>
  )
}

/**
 * Room for the answer that is still to come: three lines, or four. On a phone each cell keeps its own, and none if it was whole
 * at once.
 */
function roomOf({ state, isShort, text, quote }: Cell): string | undefined {
  if (state !== 'loading') return quote === undefined ? 'min-h-25 md:min-h-auto' : undefined
  return isShort ? 'min-h-23.5' : cx('md:min-h-28.5', text === undefined ? 'min-h-31' : 'min-h-35')
}

const Quote = ({ text }: { text: string }) => (
  <blockquote className="wrap-anywhere">
    <Untrusted text={`“${text}”`} foldedAfter={180} />
  </blockquote>
)

const Reading = () => (
  <div role="status" aria-label="Loading">
    <Skeleton className="mt-1 h-3.5 w-5/6" />
    <Skeleton className="mt-2 h-3.5 w-2/3" />
  </div>
)

const linkTexts = { compare: 'Compare', events: 'How we know' } as const
const linkSections = { compare: 'similar', events: 'how-we-know' } as const

const CellLinkTo = ({ link }: { link: CellLink }) =>
  link === 'compare' || link === 'events' ? (
    <SectionLink to={linkSections[link]}>{linkTexts[link]}</SectionLink>
  ) : (
    <TextButton onClick={() => openStep(link)} className="-my-1">
      Transfer
    </TextButton>
  )

/** Opens a row of the timeline and goes there. */
function openStep(leg: string): void {
  const row = document.getElementById(`step-${leg}`)
  if (!(row instanceof HTMLDetailsElement)) return
  row.open = true
  row.querySelector('summary')?.focus()
}
