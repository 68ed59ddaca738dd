/** What comes after the answer, in one file: loaded once the payment is drawn. */
export { whoseMove } from '#domain/whose-move.ts'
export { EnrichmentReader } from './enrichment-reader.tsx'
export { EventsPart } from './events-part.tsx'
export { RulePart } from './rule-part.tsx'
export { TransferPart } from './transfer-part.tsx'
