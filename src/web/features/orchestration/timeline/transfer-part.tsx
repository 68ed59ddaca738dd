import type { Facts, LegName } from '#domain/orchestration/facts.ts'
import type { Environment } from '#web/app-config.ts'
import { isOnlyOneMissing, type Parts } from '../records/part.ts'
import { PartProblem } from '../records/part-problem.tsx'
import { TransferFacts } from './transfer-facts.tsx'

/** The transfer record of one leg, or why it could not be read. */
export function TransferPart({
  leg,
  title,
  facts,
  parts,
  environment,
}: {
  leg: LegName
  title: string
  facts: Facts
  parts: Parts
  environment: Environment
}) {
  const part = parts.transfers[leg]
  if (part.kind === 'read')
    return <TransferFacts facts={facts} leg={leg} title={title} part={part} environment={environment.name} />
  if (part.kind !== 'problem') return null
  return (
    <PartProblem
      name="Transfer details"
      looking="transfer"
      part={part}
      environment={environment.name}
      isOnlyOne={isOnlyOneMissing(parts)}
    />
  )
}
