/** A batch as a table to take away. */

import { orchestrationStatusLabel } from '../orchestration/status.ts'
import { problemText } from '../problems/problem-text.ts'
import { amountText, readAmount } from '../text/money.ts'
import { type BatchRow, batchSummary } from './batch.ts'
import type { Row } from './csv.ts'
import { markdownTable } from './csv.ts'
import { orchestrationHeader, orchestrationRow } from './orchestration-rows.ts'

/** "Completed", "Not found", "Couldn't be checked: Paxos asked us to slow down." */
export function outcomeText({ outcome }: BatchRow, environment: string): string {
  switch (outcome.kind) {
    case 'found':
      return orchestrationStatusLabel(outcome.orchestrations[0].status)
    case 'waiting':
      return 'Still to check'
    case 'not-found':
      return 'Not found'
    case 'not-allowed':
      return `Not allowed: ${problemText(outcome.problem, { environment }).heading}`
    case 'not-checked':
      return outcome.problem
        ? `Couldn't be checked: ${problemText(outcome.problem, { environment }).heading}`
        : "Couldn't be checked"
  }
}

/** What was asked for, how often, what became of it, then Paxos's own fields. */
export const batchHeader: Row = ['asked_for', 'times', 'outcome', ...orchestrationHeader]

/** A row each; of several payments with one reference each has its own. */
export const batchExport = (rows: readonly BatchRow[], environment: string): readonly Row[] =>
  rows.flatMap(row => {
    const { wanted, outcome } = row
    const found = outcome.kind === 'found' ? outcome.orchestrations.map(orchestrationRow) : []
    const fields = found.length > 0 ? found : [orchestrationHeader.map(() => '')]
    return fields.map(one => [wanted.text, String(wanted.count), outcomeText(row, environment), ...one])
  })

/** The summary line and a table short enough for a ticket. */
export function batchMarkdown(rows: readonly BatchRow[], environment: string, url: string): string {
  const lines = rows.map(row => {
    const found = row.outcome.kind === 'found' ? row.outcome.orchestrations[0] : undefined
    const times = row.wanted.count > 1 ? ` ×${row.wanted.count}` : ''
    return [
      `${row.wanted.text}${times}`,
      outcomeText(row, environment),
      found ? amountText(readAmount(found.source_amount), found.source_asset) : '',
      found?.fail_reason?.detail ?? '',
    ]
  })
  const table = markdownTable(['ID', 'Status', 'Amount', "Paxos's reason"], lines)
  return `**[${environment.toUpperCase()}] ${batchSummary(rows)}**\n\n${table}\n\n${url}`
}
