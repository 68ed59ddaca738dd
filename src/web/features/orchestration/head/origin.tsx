import { Link } from 'react-router'
import { railName } from '#domain/orchestration/rails.ts'
import { originLabel } from '#domain/orchestration/timeline/outer-steps.ts'
import { readInstant } from '#domain/text/instant.ts'
import { serverNow } from '#web/api/clock.ts'
import type { Environment } from '#web/app-config.ts'
import { ShortTime } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { Dot, Signs } from '#web/ui/display/sign.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'

/** "Wire → Polygon · created 28 Nov 2026, 10:47 UTC, 3 h ago · Rule: Merchant settlement" */
export function Origin({ environment, enrichment }: { environment: Environment; enrichment: Enrichment }) {
  const { facts } = enrichment
  const { source, destination, created_at, orchestration_rule_id: ruleId } = facts.orchestration
  const rails = [source, destination].map(railName)
  const hasRails = rails.some(name => name !== undefined)
  return (
    <p className="text-sm text-ink-faint md:flex md:flex-wrap md:gap-x-1">
      <span className="max-w-full wrap-anywhere">
        {hasRails && <Signs text={`${rails.map(name => name ?? 'not reported').join(' → ')} · `} />}
        {hasRails ? 'created ' : 'Created '}
        <Created text={created_at} />
        {/* On a phone the rule is on the next line. */}
        <span className={ruleId && 'max-md:hidden'}>
          <Dot />
        </span>
      </span>
      {ruleId === undefined ? (
        <span>{originLabel(facts)}</span>
      ) : (
        // Its name comes late and may be long: it takes the room that is left, and no line more.
        <span className="min-w-0 flex-[1_1_8rem]">
          <Link
            to={paths.rule(environment.name, ruleId)}
            className="-my-0.5 block w-fit max-w-full truncate py-0.5 [&_bdi]:whitespace-nowrap"
          >
            {enrichment.parts.rule.kind === 'loading' ? 'Rule' : <Untrusted text={originLabel(facts)} />}
          </Link>
        </span>
      )}
    </p>
  )
}

function Created({ text }: { text: string | undefined }) {
  if (text === undefined) return '(time not reported)'
  const at = readInstant(text)
  return at ? <ShortTime at={at} clock={serverNow} /> : <Untrusted text={`${text} (not a time)`} />
}
