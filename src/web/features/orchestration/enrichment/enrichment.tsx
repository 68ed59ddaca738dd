/** What comes after the answer, in one file: loaded once the payment is drawn. */
import { nextStep } from '#domain/orchestration/next-step.ts'
import { EventsPart } from '../records/events-part.tsx'
import { RulePart } from '../records/rule-part.tsx'
import { TransferPart } from '../timeline/transfer-part.tsx'
import { EnrichmentReader } from './enrichment-reader.tsx'

export const views = { EnrichmentReader, EventsPart, RulePart, TransferPart, nextStep }
