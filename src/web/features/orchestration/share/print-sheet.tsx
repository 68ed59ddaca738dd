import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { comparisonOf } from '#domain/compare/answer-strip.ts'
import { type SheetStep, sheetLegend, sheetOf } from '#domain/share/sheet.ts'
import { instantFromMs, readInstant } from '#domain/text/instant.ts'
import { serverNow } from '#web/api/clock.ts'
import { OrchestrationBadge } from '#web/components/badge.tsx'
import { paths } from '#web/paths.ts'
import { cx } from '#web/ui/display/cx.ts'
import { OrderedList } from '#web/ui/display/list.tsx'
import { Shape } from '#web/ui/display/shapes.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { useStrip } from '../strip/use-strip.ts'
import type { Subject } from './share.ts'

type SheetProps = { readonly subject: Subject; readonly enrichment: Enrichment }

/** Metadata beyond this would push the orchestration itself off its page; the page on the screen has all of it. */
const maxMetadata = 8

/**
 * On paper an orchestration is one sheet in place of the page, drawn when printing begins, however that was asked for. Until
 * this code is there, the page itself prints.
 */
export function Printed(props: SheetProps) {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it is when this event is over.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing && createPortal(<Sheet {...props} />, document.body)
}

/** The orchestration on one sheet of paper: everything that the page knows, with whole ids and addresses. */
function Sheet({ subject: { environment, id, facts, answer }, enrichment }: SheetProps) {
  const { cells } = useStrip(environment, enrichment)
  const compared = comparisonOf(facts) === undefined ? undefined : cells[2]
  const url = location.origin + paths.orchestration(environment.name, id)
  const sheet = sheetOf(facts, {
    environment: environment.name,
    url,
    checkedAt: readInstant(answer.readAt) ?? instantFromMs(serverNow()),
    // It is the page, on paper.
    include: { addresses: true, metadata: true },
  })
  return (
    <main className="sheet">
      <p className="flex justify-between gap-4 border-b border-line-strong pb-1">
        <span>
          <strong className="font-semibold uppercase">{sheet.environment}</strong> · Orchestration Desk
        </span>
        <span>Fetched {sheet.checked}</span>
      </p>
      <div className="mt-2 flex items-center gap-3">
        <OrchestrationBadge status={facts.orchestration.status} />
        <p>
          {sheet.money} · {sheet.origin}
        </p>
      </div>
      <h1 className="mt-1 text-xl font-semibold wrap-anywhere">{sheet.verdict}</h1>
      {sheet.reason && (
        <p className="mt-1">
          {sheet.reason.quote === undefined ? (
            'Paxos gave no reason.'
          ) : (
            <>
              Paxos's reason: “<Cut text={sheet.reason.quote} max={400} />”
            </>
          )}
        </p>
      )}
      {sheet.notes.map(note => (
        <p key={note} className="mt-0.5 wrap-anywhere">
          <Cut text={note} max={400} />
        </p>
      ))}
      {compared && (
        <p className="mt-0.5 wrap-anywhere">
          {[compared.heading, compared.lead, compared.text, ...(compared.more ?? [])].filter(Boolean).join(' ')}
        </p>
      )}
      <h2 className="mt-3 font-semibold">Timeline</h2>
      <OrderedList className="mt-1">
        {sheet.steps.map(step => (
          <Step key={step.title} step={step} />
        ))}
      </OrderedList>
      <p className="mt-1 text-ink-faint">{sheetLegend}</p>
      <div className="mt-1 grid grid-cols-2 gap-x-6">
        {sheet.sections.map(({ title, rows }) => (
          <section key={title} className="min-w-0 pt-2 nth-3:row-span-2">
            <h2 className="break-after-avoid font-semibold">{title}</h2>
            <dl>
              {rows.slice(0, title === 'Metadata' ? maxMetadata : undefined).map(({ term, value }) => (
                <div key={term} className="flex gap-2 break-inside-avoid border-t border-line-soft py-0.5">
                  <dt className="w-32 shrink-0 text-ink-faint wrap-anywhere">
                    <Cut text={term} max={40} />
                  </dt>
                  <dd className="min-w-0 wrap-anywhere">
                    <Cut text={value} max={120} />
                  </dd>
                </div>
              ))}
            </dl>
            {title === 'Metadata' && rows.length > maxMetadata && (
              <p>and {rows.length - maxMetadata} more on the page itself</p>
            )}
          </section>
        ))}
      </div>
      <p className="mt-2 border-t border-line-strong pt-1 wrap-anywhere">
        {url} · Orchestration Desk only reads data. Raw JSON and how each fact is known: in the escalation pack.
      </p>
    </main>
  )
}

/** The text, or its beginning: more would push the orchestration off its page. */
const Cut = ({ text, max }: { text: string; max: number }) => (
  <Untrusted
    text={text.length > max ? `${Array.from(text).slice(0, max).join('')}… (${text.length} characters)` : text}
  />
)

/** Solid for what Paxos reported, dashed for what is inferred, as on the screen. */
const Step = ({ step }: { step: SheetStep }) => (
  <li className={cx('border-l-2 py-1 pl-2', step.inferred ? 'border-dashed border-neutral-line' : 'border-ink-soft')}>
    <div className="flex flex-wrap justify-between gap-x-4">
      <span>
        {step.isFailure && <Shape name="failed" className="mr-1 inline size-3 fill-none" />}
        <strong className="font-semibold">{step.title}</strong> {step.status}
      </span>
      <span>{step.times}</span>
    </div>
    {step.notes.map(note => (
      <p key={note} className="wrap-anywhere">
        <Cut text={note} max={400} />
      </p>
    ))}
  </li>
)
