import type { ReadProblem } from '#paxos/read.ts'
import type { Environment } from '#web/app-config.ts'
import { List } from '#web/ui/display/list.tsx'
import { isOnlyOneMissing } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { PartProblem } from '../records/part-problem.tsx'
import { SectionLink } from '../records/use-section.tsx'

/** What the lines and the words of the times mean, and what could not be read for them. */
export const Foot = ({
  environment,
  enrichment: { parts },
  problems,
}: {
  environment: Environment
  enrichment: Enrichment
  problems: readonly ReadProblem[]
}) => (
  <div className="border-t border-line-soft px-4 py-1.5 text-xs text-ink-faint">
    <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
      <List aria-label="Legend" className="contents">
        <Legend className="border-completed-line">reported by Paxos</Legend>
        <Legend className="border-dashed border-neutral-line">inferred, or not reached</Legend>
        <li>“by”: at the latest</li>
        <li>“exact”: from an event</li>
      </List>
      <span className="ml-auto">
        <SectionLink to="how-we-know">How we know</SectionLink>
      </span>
    </div>
    {parts.events.kind === 'problem' && (
      <PartProblem
        name="Exact times"
        part={parts.events}
        environment={environment.name}
        isOnlyOne={isOnlyOneMissing(parts)}
      />
    )}
    {problems.length > 0 && (
      <p className="pt-1 text-sm text-ink-soft wrap-anywhere">
        <strong className="font-semibold text-ink">We couldn't read {fieldsText(problems)}.</strong> The rest is shown.{' '}
        <SectionLink to="how-we-know">What Paxos sent</SectionLink>
      </p>
    )}
  </div>
)

const Legend = ({ className, children }: { className: string; children: string }) => (
  <li className="flex items-center gap-1.5">
    <span aria-hidden="true" className={`w-5 border-t-2 ${className}`} /> {children}
  </li>
)

/** "source_amount", "source_amount, metadata and 3 more fields" */
function fieldsText(problems: readonly ReadProblem[]): string {
  const shown = problems.slice(0, 3).map(({ path }) => path)
  const rest = problems.length - shown.length
  return `${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more field${rest === 1 ? '' : 's'}`}`
}
