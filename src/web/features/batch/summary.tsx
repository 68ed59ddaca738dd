import { type BatchRow, type Group, groupCounts } from '#domain/lists/batch.ts'
import { failuresByReason } from '#domain/lists/batch-failures.ts'
import { plural } from '#domain/text/plural.ts'
import { cx } from '#web/ui/display/cx.ts'
import { List } from '#web/ui/display/list.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'

/** The summary as chips that filter the rows: "13 failed", "3 processing". */
export const GroupChips = ({
  rows,
  groups,
  onToggle,
}: {
  rows: readonly BatchRow[]
  groups: ReadonlySet<string>
  onToggle: (group: Group) => void
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
  <div role="group" aria-label="Show only" className="mt-2 flex flex-wrap gap-2 print:hidden">
    {groupCounts(rows).map(({ group, count, counted }) => {
      const isOn = groups.has(group)
      return (
        <button
          key={group}
          type="button"
          aria-pressed={isOn}
          onClick={() => onToggle(group)}
          className={cx(
            'inline-flex h-8 items-center gap-1.5 rounded-full border px-3 text-sm font-medium max-md:h-9',
            isOn
              ? 'border-accent bg-processing-fill text-processing'
              : 'border-line bg-card text-ink shadow-card hover:bg-hover',
          )}
        >
          <span className="font-semibold">{count.toLocaleString('en')}</span> {counted}
        </button>
      )
    })}
  </div>
)

/** Reasons shown at once; the others unfold. */
const atOnce = 6

/** Why what failed failed, the most frequent reason first; each leads to its rows. */
export function FailureReasons({ rows, onReason }: { rows: readonly BatchRow[]; onReason: (reason: string) => void }) {
  const reasons = failuresByReason(rows)
  if (reasons.length === 0) return null
  const list = (some: typeof reasons) => (
    <List className="grid gap-x-8 sm:grid-cols-2 print:grid-cols-3 print:gap-x-4">
      {some.map(({ reason, count }) => (
        <li key={reason ?? ''} className="flex min-w-0 items-baseline gap-3 text-sm print:text-xs">
          <span className="w-6 shrink-0 text-right font-semibold">{count.toLocaleString('en')}</span>
          {reason === undefined ? (
            <span className="text-ink-soft">Paxos gave no reason.</span>
          ) : (
            <button
              type="button"
              title="Show these rows"
              onClick={() => onReason(reason)}
              className="min-h-6 min-w-0 truncate print:min-h-0 text-left text-link hover:underline"
            >
              <Untrusted text={reason} />
            </button>
          )}
        </li>
      ))}
    </List>
  )
  const others = reasons.slice(atOnce)
  return (
    <section
      aria-labelledby="failure-reasons"
      className="mt-4 rounded-xl border border-line bg-card px-5 py-3 shadow-card print:mt-1 print:border-0 print:p-0"
    >
      <h2 id="failure-reasons" className="mb-1 text-sm font-semibold">
        Failures by reason
      </h2>
      {list(reasons.slice(0, atOnce))}
      {others.length > 0 && (
        <details className="mt-1 text-sm print:hidden">
          <summary className="text-ink-faint">{plural(others.length, 'more reason')}</summary>
          {list(others)}
        </details>
      )}
    </section>
  )
}
