/** A batch as a table to take away. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { orchestrationStatusLabel } from '../orchestration/status.ts'
import { problemText } from '../problems/problem-text.ts'
import { amountText, readAmount } from '../text/money.ts'
import { escapeHtml, escapeJira, escapeMarkdown, oneLine } from '../text/plain-text.ts'
import { type BatchRow, batchSummary } from './batch.ts'
import { failedAt, type Transfers, whoActs } from './batch-failures.ts'
import type { Row } from './csv.ts'
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

export type ExportContext = {
  readonly environment: string
  /** The whole address of one orchestration. */
  readonly linkTo: (id: string) => string
  /** The whole address of the batch. */
  readonly url: string
  /** "2026-04-20 12:40:00 UTC": when the oldest of the rows was read. */
  readonly checkedAt: string | undefined
  readonly transfers: Transfers
}

/** What was pasted, how often, what became of it, then Paxos's own fields, and where to look again. */
export const batchHeader: Row = ['asked_for', 'times', 'outcome', ...orchestrationHeader, 'link', 'checked_at']

/** A row each; of several orchestrations with one reference each has one. */
export const batchExport = (rows: readonly BatchRow[], context: ExportContext): readonly Row[] =>
  rows.flatMap(row => {
    const { wanted, outcome } = row
    const checkedAt = context.checkedAt ?? ''
    const start = [wanted.text, String(wanted.count), outcomeText(row, context.environment)]
    if (outcome.kind !== 'found') return [[...start, ...orchestrationHeader.map(() => ''), '', checkedAt]]
    return outcome.orchestrations.map(one => [
      ...start,
      ...orchestrationRow(one),
      one.id === undefined ? '' : context.linkTo(one.id),
      checkedAt,
    ])
  })

const columns: Row = ['ID', 'Status', 'Amount', 'Failed at', "Paxos's reason", 'Who acts', 'Reference']

type Cells = { readonly id: string; readonly link: string | undefined; readonly others: Row }

const cellsOf = (rows: readonly BatchRow[], { environment, linkTo, transfers }: ExportContext): readonly Cells[] =>
  rows.map(row => {
    const { wanted, outcome } = row
    const found: Orchestration | undefined = outcome.kind === 'found' ? outcome.orchestrations[0] : undefined
    const times = wanted.count > 1 ? ` ×${wanted.count}` : ''
    return {
      id: `${found?.id ?? wanted.text}${times}`,
      link: found?.id === undefined ? undefined : linkTo(found.id),
      others: [
        outcomeText(row, environment),
        found ? amountText(readAmount(found.source_amount), found.source_asset) : '',
        (found && failedAt(found)) ?? '',
        found?.fail_reason?.detail ?? '',
        (found && whoActs(found, transfers)) ?? '',
        found?.ref_id ?? '',
      ].map(cell => oneLine(cell).trim()),
    }
  })

const headline = (rows: readonly BatchRow[], { environment }: ExportContext) =>
  `[${environment.toUpperCase()}] ${batchSummary(rows)}`

const checked = ({ checkedAt }: ExportContext) => (checkedAt === undefined ? '' : `Checked ${checkedAt} · `)

/** The summary and a table with links, for Markdown fields. */
export function batchMarkdown(rows: readonly BatchRow[], context: ExportContext): string {
  const lines = cellsOf(rows, context).map(({ id, link, others }) => {
    const name = escapeMarkdown(oneLine(id))
    return [link === undefined ? name : `[${name}](${link})`, ...others.map(escapeMarkdown)]
  })
  const table = [columns, columns.map(() => '---'), ...lines].map(row => `| ${row.join(' | ')} |`).join('\n')
  return `**${headline(rows, context)}**\n\n${table}\n\n${checked(context)}${context.url}`
}

/** The same for rich text fields. */
export function batchHtml(rows: readonly BatchRow[], context: ExportContext): string {
  const head = columns.map(name => `<th>${escapeHtml(name)}</th>`).join('')
  const lines = cellsOf(rows, context).map(({ id, link, others }) => {
    const name = escapeHtml(oneLine(id))
    const first = link === undefined ? name : `<a href="${escapeHtml(link)}">${name}</a>`
    return `<tr><td>${first}</td>${others.map(cell => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`
  })
  const url = escapeHtml(context.url)
  return `<p><strong>${escapeHtml(headline(rows, context))}</strong></p><table><tr>${head}</tr>${lines.join('')}</table><p>${escapeHtml(checked(context))}<a href="${url}">${url}</a></p>`
}

/** The same in Jira's wiki markup. */
export function batchJira(rows: readonly BatchRow[], context: ExportContext): string {
  // An empty cell would run into the next one.
  const cell = (text: string) => (text === '' ? ' ' : escapeJira(text))
  const lines = cellsOf(rows, context).map(({ id, link, others }) => {
    const name = cell(oneLine(id))
    return `|${[link === undefined ? name : `[${name}|${link}]`, ...others.map(cell)].join('|')}|`
  })
  return [
    `*${escapeJira(headline(rows, context))}*`,
    `||${columns.join('||')}||`,
    ...lines,
    `${checked(context)}${context.url}`,
  ].join('\n')
}
