/** What comes after the answer, in one file: loaded once the payment is drawn. */
import { whoseMove } from '#domain/orchestration/next-step.ts'
import { EnrichmentReader } from './enrichment-reader.tsx'
import { EventsPart } from './events-part.tsx'
import { RulePart } from './rule-part.tsx'
import { TransferPart } from './transfer-part.tsx'

export const views = { EnrichmentReader, EventsPart, RulePart, TransferPart, whoseMove }
