import type { Facts } from '#domain/orchestration/facts.ts'
import type { Environment } from '#web/app-config.ts'
import { useSections } from '../records/use-section.tsx'
import { ComparedFailures } from './compared-failures.tsx'
import { ComparedTime } from './compared-time.tsx'
import { useComparison } from './use-comparison.ts'

/** How it stands beside similar orchestrations. Where the page by itself asks nothing, it asks once this is looked at. */
export function Similar({ environment, facts }: { environment: Environment; facts: Facts }) {
  const { selected } = useSections()
  const comparison = useComparison(environment, facts, selected === 'similar')
  return comparison.kind === 'failures' ? (
    <ComparedFailures environment={environment} facts={facts} comparison={comparison} />
  ) : (
    <ComparedTime environment={environment} facts={facts} comparison={comparison} />
  )
}
